/** What an item of a form that is no field declares: one folder of engine/form/items each. */
import type { Names, Unit } from './contract';
import type { FormDocument, Question } from './documents.generated';
import type { EntityModel, Model } from './model';
import type { Problem } from './problems';
import type { Text } from './text';

/** What one viewer may know. Nothing is read from the database. */
export interface Sight {
  readonly entity: EntityModel;
  readonly model: Model;
  /** Whether every field of a path may be read. */
  canRead(entity: EntityModel, path: string): boolean;
  /** Whether everything a question names may be asked. */
  mayAsk(question: Question): boolean;
  hasPlugin(name: string): boolean;
  /** The present name of a flow, by that or a former one; undefined where there is none. */
  flow(name: string): string | undefined;
}
/** An item of a form that is no field: words, a picture, a list, a button. How it looks is the `view.tsx` of its folder. */
export interface ItemType<Options = { readonly [key: string]: unknown }> extends Unit {
  /** Plugin without which the item is neither offered nor shown. */
  readonly plugin?: string;
  /** Place in the palette. */
  readonly order: number;
  /** Options (texts in both languages) in which {{expression}} stands for a value of the record. */
  readonly speaks?: readonly string[];
  /** Options that name a field of the form's own entity: they follow when it gets another name. */
  readonly ownFields?: readonly string[];
  /** It is about a record that exists: a new one is filled in without it. */
  readonly needsRecord?: boolean;
  /** It stands on paper too, and where a filled-in form is read once more. */
  readonly isPrinted?: boolean;
  /** What a new one starts with, so that it means something before anybody opens its properties. */
  readonly initial?: Options;
  /** What it may be here, offered instead of itself: a related list for each relation that points to the entity. */
  suggest?(entity: string, all: readonly SuggestFrom[]): readonly { readonly label: Text; readonly options: Options }[];
  /** All problems that the options schema cannot see; paths begin at `place.path`. */
  check?(options: Options, place: ItemPlace): readonly Problem[];
  /** The options as a viewer may know them; undefined leaves the item out. Without it the item is for everybody. */
  cut?(options: Options, sight: Sight): Options | undefined;
  /** The entity whose fields the options name, for the property panel; without it the form's own. */
  about?(options: Options): string | undefined;
  /** At least one good and one bad set of options; the contract suite sends each through schema and check. */
  readonly examples: { readonly good: readonly Options[]; readonly bad: readonly unknown[] };
}
export interface ItemPlace {
  readonly form: FormDocument;
  readonly entity: EntityModel;
  readonly names: Names;
  /** Where the options lie in the document. */
  readonly path: Problem['path'];
}
/** An entity that may be suggested, with its fields. */
export interface SuggestFrom {
  readonly name: string;
  readonly label: Text;
  readonly fields: readonly { readonly name: string; readonly label: Text; readonly target?: string | undefined }[];
}
