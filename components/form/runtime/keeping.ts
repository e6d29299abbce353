'use client';
/**
 * Keeps what is typed into a form for a new record: on this device at once, on the server a moment later, for all devices
 * of the person. Outside of React: it answers to keystrokes, the server and the network, whoever is drawing.
 *
 * Fields in `unsent` were changed here and not yet acknowledged; the server never overwrites those. What another device
 * changed in the meantime comes back as a clash and is chosen by the person.
 */
import { call, CallError } from '@/components/lib/call';
import { randomId } from '@/components/lib/id';
import type { DraftClash, DraftView, Output } from '@/engine/kernel/api';
import type { Json } from '@/engine/kernel/json';
import { deviceStorage, keepDraft, readDraft } from './drafts';
import type { FormCore } from './formCore';
import { isSameValue, type Values } from './plan';

/** Whether a value holds files that wait on this device (components/offline/files). */
const hasWaitingFile = (value: Json): boolean => JSON.stringify(value).includes('"waits":true');

const WRITE_MS = 400;
const SEND_MS = 1_200;
const RETRY_MS = 10_000;

export interface ServerPlace {
  readonly entity: string;
  readonly place: string;
}
export interface KeepingState {
  /** When what stands in the form now was typed, if it was brought back. */
  readonly restoredAt: string | null;
  readonly clashes: readonly DraftClash[];
  readonly isWaiting: boolean;
  /** Why the server will not keep it. */
  readonly refused: string | null;
}

export class Keeping {
  /** The record is created with it as key: however often and from wherever it is sent, it is made once. */
  id = randomId();
  #rev = 0;
  readonly #unsent = new Set<string>();
  #isPutting = false;
  #isSending = false;
  #isOver = false;
  #hasHeard = false;
  #writing: ReturnType<typeof setTimeout> | undefined;
  #sending: ReturnType<typeof setTimeout> | undefined;
  #state: KeepingState = { restoredAt: null, clashes: [], isWaiting: false, refused: null };

  constructor(
    private readonly core: FormCore,
    private readonly key: string,
    /** Where the server keeps it; null: this device alone. */
    private readonly server: ServerPlace | null,
    private readonly tell: (state: KeepingState) => void,
  ) {}

  /** Brings back what this device has and begins to listen. @returns the way to end */
  begin(): () => void {
    this.#isOver = false;
    const kept = readDraft(this.key, deviceStorage());
    if (kept) {
      if (kept.id) [this.id, this.#rev] = [kept.id, kept.rev ?? 0];
      for (const name of kept.unsent ?? Object.keys(kept.values)) this.#unsent.add(name);
      this.#put(kept.values);
      this.#say({ restoredAt: kept.at });
      this.#schedule(0);
    }
    const stop = this.core.onChange((name) => this.#changed(name));
    const flush = () => this.#writing && this.#write();
    const online = () => this.#schedule(0);
    window.addEventListener('pagehide', flush);
    window.addEventListener('online', online);
    return () => {
      stop();
      flush();
      clearTimeout(this.#sending);
      if (!this.#isOver && this.#unsent.size > 0) void this.#send();
      window.removeEventListener('pagehide', flush);
      window.removeEventListener('online', online);
    };
  }

  /** The draft as the server has it now: other devices may have written to it. */
  hear(draft: DraftView | null): void {
    if (this.#isSending || this.#isOver) return;
    const isFirst = !this.#hasHeard;
    this.#hasHeard = true;
    if (!draft) return this.#gone();
    if (draft.rev <= this.#rev) return;
    const isNew = isFirst && this.#rev === 0;
    this.#take(draft);
    if (isNew && this.#state.restoredAt === null) this.#say({ restoredAt: draft.at });
  }

  /** Sent or thrown away on another device: what is typed here and unsent goes on as a draft of its own. */
  #gone(): void {
    if (this.#rev === 0) return;
    this.id = randomId();
    this.#rev = 0;
    if (this.#unsent.size === 0) keepDraft(this.key, {}, '', deviceStorage());
    else for (const name of Object.keys(this.core.changed())) this.#unsent.add(name);
  }

  /** Empties the form. @returns the way back */
  clear(): () => void {
    const before = this.#values();
    const start = this.core.start();
    this.#put(Object.fromEntries(Object.keys(before).map((name) => [name, start[name] ?? null])));
    this.#forget();
    this.#isOver = false;
    this.id = randomId();
    this.#say({ restoredAt: null, clashes: [], refused: null, isWaiting: false });
    return () => {
      this.#put(before);
      for (const name of Object.keys(before)) this.#changed(name);
    };
  }

  /** It was sent: nothing is left to keep. */
  done(): void {
    this.#forget();
  }

  choose(field: string, side: 'mine' | 'theirs'): void {
    const clash = this.#state.clashes.find((one) => one.field === field);
    if (!clash) return;
    this.#say({ clashes: this.#state.clashes.filter((one) => one !== clash) });
    if (side === 'theirs') this.#put({ [field]: clash.value });
    else this.#changed(field);
  }

  #changed(name: string): void {
    if (this.#isPutting || this.#isOver || !this.#isKept(name)) return;
    this.#unsent.add(name);
    if (this.#state.clashes.some(({ field }) => field === name)) {
      this.#say({ clashes: this.#state.clashes.filter(({ field }) => field !== name) });
    }
    this.#writing ??= setTimeout(() => this.#write(), WRITE_MS);
    this.#schedule(SEND_MS);
  }

  /** Computed fields follow by themselves, and this device keeps its drafts in plain text. */
  #isKept(name: string): boolean {
    const field = this.core.fields.find((one) => one.name === name);
    return field !== undefined && !field.encrypted && this.core.states.get(name).isEditable;
  }
  #values(): Values {
    return Object.fromEntries(
      Object.keys(this.core.changed())
        .filter((name) => this.#isKept(name))
        .map((name) => [name, (this.core.form.getValues(name) ?? null) as Json]),
    );
  }

  #write(): void {
    clearTimeout(this.#writing);
    this.#writing = undefined;
    if (this.#isOver) return;
    const sent = this.server ? { id: this.id, rev: this.#rev, unsent: [...this.#unsent] } : {};
    keepDraft(this.key, this.#values(), new Date().toISOString(), deviceStorage(), sent);
  }

  #schedule(after: number): void {
    if (!this.server || this.#isOver) return;
    clearTimeout(this.#sending);
    this.#sending = setTimeout(() => void this.#send(), after);
  }

  async #send(): Promise<void> {
    if (!this.server || this.#isSending || this.#isOver || this.#unsent.size === 0) return;
    const values: { [field: string]: Json } = {};
    for (const name of this.#unsent) {
      const value = (this.core.form.getValues(name) ?? null) as Json;
      // A photo that is on this device only is nothing to another one.
      if (!hasWaitingFile(value)) values[name] = value;
    }
    if (Object.keys(values).length === 0) return;
    this.#isSending = true;
    try {
      this.#acknowledge(await call('draft.save', { ...this.server, id: this.id, base: this.#rev, values }), values);
    } catch (error) {
      const isLost = !(error instanceof CallError) || error.status === 0 || error.status >= 500;
      this.#say(isLost ? { isWaiting: true } : { refused: error.message, isWaiting: false });
      if (isLost) this.#schedule(RETRY_MS);
    } finally {
      this.#isSending = false;
    }
  }

  #acknowledge({ draft, clashes }: Output<'draft.save'>, sent: Values): void {
    // Sent in the meantime: what this save made anew is taken away again.
    if (this.#isOver) return void this.#discard();
    for (const [name, value] of Object.entries(sent)) {
      if (this.#isAt(name, value)) this.#unsent.delete(name);
    }
    for (const { field } of clashes) this.#unsent.delete(field);
    this.#take(draft, clashes);
    this.#say({ clashes, isWaiting: false, refused: null });
    if (this.#unsent.size > 0) this.#schedule(SEND_MS);
  }

  #isAt(name: string, value: Json | undefined): boolean {
    const field = this.core.fields.find((one) => one.name === name);
    return field !== undefined && isSameValue(field, value, (this.core.form.getValues(name) ?? null) as Json);
  }

  #take(draft: DraftView, clashes: readonly DraftClash[] = []): void {
    this.id = draft.id;
    this.#rev = draft.rev;
    const held = new Set([...this.#unsent, ...clashes.map(({ field }) => field)]);
    const news = Object.entries(draft.values).filter(([name, value]) => !held.has(name) && !this.#isAt(name, value));
    this.#put(Object.fromEntries(news));
    this.#write();
  }

  #put(values: Values): void {
    this.#isPutting = true;
    // What was kept is complete: choosing a record again would fill in over it.
    this.core.restoring(() => {
      for (const [name, value] of Object.entries(values)) {
        if (this.#isKept(name)) this.core.form.setValue(name, value, { shouldDirty: true });
      }
    });
    this.#isPutting = false;
  }

  #forget(): void {
    this.#isOver = true;
    clearTimeout(this.#writing);
    clearTimeout(this.#sending);
    this.#writing = undefined;
    this.#unsent.clear();
    keepDraft(this.key, {}, '', deviceStorage());
    if (this.#rev > 0) void this.#discard();
    this.#rev = 0;
  }
  #discard(): Promise<unknown> {
    // The server forgets a draft whose record was made by itself, so a lost answer does no harm.
    return this.server ? call('draft.discard', this.server).catch(() => undefined) : Promise.resolve();
  }

  #say(change: Partial<KeepingState>): void {
    this.#state = { ...this.#state, ...change };
    this.tell(this.#state);
  }
}
