/**
 * Edits of a form under construction: an entity, one form over it, and the roles that may use it, changed together.
 * An edit is plain JSON; applying it gives the new draft and the edit that takes it back. Nothing here draws or saves.
 */
import type {
  EntityDocument,
  FieldItem,
  FieldUse,
  FormDocument,
  LayoutItem,
  RoleDocument,
} from '../../kernel/documents.generated';

export interface FormBundle {
  readonly entity: EntityDocument;
  readonly form: FormDocument;
  readonly roles: readonly RoleDocument[];
}
export type Section = FormDocument['sections'][number];
/** A field on the form. */
export type Item = FieldItem;
export type Rule = NonNullable<FormDocument['rules']>[number];
export type Fill = NonNullable<FormDocument['fills']>[number];
export type EntityRights = RoleDocument['entities'][string];
export type FieldRight = NonNullable<EntityRights['otherFields']>;

/** A place on the form: before the item of that index (after all, when it is too high). */
export interface Place {
  readonly section: string;
  readonly index: number;
}
/** undefined takes a key away. */
export type Change<T> = { readonly [K in keyof T]?: T[K] | undefined };

export interface AddField {
  readonly do: 'addField';
  readonly field: FieldUse;
  readonly at: Place;
  readonly span?: Item['span'] | undefined;
}
/** Fields and sections are meant by id: their names may change between an edit and its inverse. */
export interface RemoveField {
  readonly do: 'removeField';
  readonly field: string;
}
/** Puts a removed field back with all that went with it. */
export interface RestoreField {
  readonly do: 'restoreField';
  readonly field: FieldUse;
  readonly index: number;
  readonly item: (Place & { readonly item: Item }) | null;
  readonly rules: FormDocument['rules'];
  /** As they were; absent: nothing was filled. */
  readonly fills?: FormDocument['fills'];
  readonly isTitle: boolean;
  /** Combinations the field was part of, as they were. */
  readonly unique?: EntityDocument['unique'];
  /** The print layout as it was, where it named the field. */
  readonly print?: FormDocument['print'];
  readonly rights: readonly { readonly role: string; readonly right: FieldRight }[];
}
/** Moves a field, or an item that is no field, by its id. */
export interface MoveField {
  readonly do: 'moveField';
  readonly field: string;
  /** The index counts without the field itself. */
  readonly to: Place;
}
export interface ChangeField {
  readonly do: 'changeField';
  readonly field: string;
  readonly change: Change<Omit<FieldUse, 'id' | 'name' | 'aliases'>>;
}
/** Renames in the form, its rules, the title and the rights; `aliases` are the former names afterwards. */
export interface RenameField {
  readonly do: 'renameField';
  readonly field: string;
  readonly to: string;
  readonly aliases: readonly string[];
}
/** Puts a field of the entity on the form, or takes it off; the entity keeps it. */
export interface PlaceField {
  readonly do: 'placeField';
  readonly item: Item;
  readonly at: Place;
}
export interface UnplaceField {
  readonly do: 'unplaceField';
  readonly field: string;
}
export interface ChangeItem {
  readonly do: 'changeItem';
  readonly field: string;
  readonly change: Change<Omit<Item, 'field'>>;
}
/** What is no field. `rules`: those of the form afterwards, where taking the item away took some along. */
export interface AddLayoutItem {
  readonly do: 'addLayoutItem';
  readonly item: LayoutItem;
  readonly at: Place;
  readonly rules?: FormDocument['rules'];
}
export interface RemoveLayoutItem {
  readonly do: 'removeLayoutItem';
  readonly item: string;
}
export interface ChangeLayoutItem {
  readonly do: 'changeLayoutItem';
  readonly item: string;
  readonly change: Change<Omit<LayoutItem, 'id' | 'type'>>;
}
/** The section's own items are taken from wherever they are. */
export interface AddSection {
  readonly do: 'addSection';
  readonly section: Section;
  readonly index: number;
}
/** Its fields go to the end of the section before (or after). The last section stays. */
export interface RemoveSection {
  readonly do: 'removeSection';
  readonly section: string;
}
export interface MoveSection {
  readonly do: 'moveSection';
  readonly section: string;
  readonly to: number;
}
export interface ChangeSection {
  readonly do: 'changeSection';
  readonly section: string;
  readonly change: Change<Omit<Section, 'id' | 'items'>>;
}
/** Pages, tabs, the review and the fills of the form; whether it works without a network; how it is printed. */
export interface ChangeForm {
  readonly do: 'changeForm';
  readonly change: Change<
    Pick<
      FormDocument,
      | 'label'
      | 'description'
      | 'audience'
      | 'overlays'
      | 'pages'
      | 'tabs'
      | 'review'
      | 'fills'
      | 'offline'
      | 'print'
      | 'older'
      | 'migrations'
    >
  >;
}
export interface PutRules {
  readonly do: 'putRules';
  readonly rules: FormDocument['rules'];
}
export interface ChangeEntity {
  readonly do: 'changeEntity';
  readonly change: Change<
    Pick<EntityDocument, 'label' | 'labelPlural' | 'icon' | 'titleField' | 'description' | 'unique'>
  >;
}
/** What a role (by id) may do with the entity; undefined: it is not mentioned in the role. */
export interface SetRights {
  readonly do: 'setRights';
  readonly role: string;
  readonly rights: EntityRights | undefined;
}

export type FormEdit =
  | AddField
  | RemoveField
  | RestoreField
  | MoveField
  | ChangeField
  | RenameField
  | PlaceField
  | UnplaceField
  | ChangeItem
  | AddLayoutItem
  | RemoveLayoutItem
  | ChangeLayoutItem
  | AddSection
  | RemoveSection
  | MoveSection
  | ChangeSection
  | ChangeForm
  | PutRules
  | ChangeEntity
  | SetRights;

export interface Edited {
  readonly draft: FormBundle;
  readonly inverse: FormEdit;
}
export type Editing<E extends FormEdit> = (draft: FormBundle, edit: E) => Edited;
