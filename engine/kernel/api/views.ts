/** Saved views of lists. */
import type { Text, ViewDefinition } from '../documents.generated';

export interface SavedView {
  /** Shared views: the document's name. Personal ones: a UUID. */
  readonly id: string;
  readonly scope: 'shared' | 'personal';
  readonly label: Text;
  readonly definition: ViewDefinition;
  /** Of a shared view its published version; what `view.save` is told as `base`. */
  readonly rev: number;
  /** Shared views: who is offered it; empty: everybody. */
  readonly roles: readonly string[];
  /** Shared views: the list opens with it. */
  readonly isDefault: boolean;
  readonly mayChange: boolean;
}

export interface ViewsOperations {
  /** The views the viewer is offered, in the viewer's own order. What the viewer may not read is cut out of them. */
  'view.list': {
    input: { entity: string };
    output: { views: readonly SavedView[]; /** The list opens with it; null: all records. */ default: string | null };
  };
  /**
   * Makes a view (without `view`) or changes one. `base` is the rev the change started from: a stale one is a 409.
   * A shared view is published at once; it needs the permission `build`.
   */
  'view.save': {
    input: {
      entity: string;
      view?: string;
      base?: number;
      scope: 'personal' | 'shared';
      label: Text;
      definition: ViewDefinition;
      roles?: readonly string[];
      isDefault?: boolean;
    };
    output: SavedView;
  };
  'view.delete': { input: { entity: string; view: string }; output: { ok: true } };
  /** Brings back a view that was deleted. */
  'view.restore': { input: { entity: string; view: string }; output: SavedView };
  /** The viewer's own order of the tabs and the view their list opens with (null: what the roles say). */
  'view.arrange': {
    input: { entity: string; order: readonly string[]; default: string | null };
    output: { ok: true };
  };
}
