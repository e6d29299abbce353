/* Generated from schemas/formats by `npm run collect`. Do not edit. */

export type AnyDocument =
  | DashboardDocument
  | EntityDocument
  | FlowDocument
  | FormDocument
  | PackageDocument
  | PageDocument
  | ReportDocument
  | RoleDocument
  | ViewDocument;
/**
 * API name: ASCII, at most 40 characters. It may change; former names stay valid as aliases.
 */
export type Name = string;
/**
 * A condition or a value in the expression language, e.g. amount > 1000 && region.name == "East".
 */
export type Expression = string;
/**
 * A condition or a value in the expression language, e.g. amount > 1000 && region.name == "East".
 */
export type Expression1 = string;
/**
 * API name: ASCII, at most 40 characters. It may change; former names stay valid as aliases.
 */
export type Name1 = string;
/**
 * API name: ASCII, at most 40 characters. It may change; former names stay valid as aliases.
 */
export type Name2 = string;
/**
 * A field, or a field along relations: region.manager.name.
 */
export type FieldPath = string;
/**
 * A field, or a field along relations: region.manager.name.
 */
export type FieldPath1 = string;
/**
 * A field, or a field along relations: region.manager.name.
 */
export type FieldPath2 = string;
/**
 * A condition on records: a comparison, or a group of conditions.
 */
export type Filter =
  | {
      /**
       * @maxItems 50
       */
      all: Filter[];
    }
  | {
      /**
       * @maxItems 50
       */
      any: Filter[];
    }
  | {
      not: Filter;
    }
  | {
      field: FieldPath;
      op:
        | 'eq'
        | 'ne'
        | 'lt'
        | 'lte'
        | 'gt'
        | 'gte'
        | 'between'
        | 'in'
        | 'notIn'
        | 'contains'
        | 'notContains'
        | 'startsWith'
        | 'endsWith'
        | 'isEmpty'
        | 'notEmpty'
        | 'isMe'
        | 'myDepartment'
        | 'myDepartmentAndBelow'
        | 'below'
        | 'relative'
        | 'near'
        | 'inRegion';
      value?: unknown;
    }
  | {
      some: FieldPath3;
      where?: Filter1;
    }
  | {
      none: FieldPath4;
      where?: Filter2;
    }
  | {
      expression: Expression;
    };
/**
 * A field, or a field along relations: region.manager.name.
 */
export type FieldPath3 = string;
/**
 * What one of them must be; any of them without it.
 */
export type Filter1 =
  | {
      /**
       * @maxItems 50
       */
      all: Filter[];
    }
  | {
      /**
       * @maxItems 50
       */
      any: Filter[];
    }
  | {
      not: Filter;
    }
  | {
      field: FieldPath;
      op:
        | 'eq'
        | 'ne'
        | 'lt'
        | 'lte'
        | 'gt'
        | 'gte'
        | 'between'
        | 'in'
        | 'notIn'
        | 'contains'
        | 'notContains'
        | 'startsWith'
        | 'endsWith'
        | 'isEmpty'
        | 'notEmpty'
        | 'isMe'
        | 'myDepartment'
        | 'myDepartmentAndBelow'
        | 'below'
        | 'relative'
        | 'near'
        | 'inRegion';
      value?: unknown;
    }
  | {
      some: FieldPath3;
      where?: Filter1;
    }
  | {
      none: FieldPath4;
      where?: Filter2;
    }
  | {
      expression: Expression;
    };
/**
 * A field, or a field along relations: region.manager.name.
 */
export type FieldPath4 = string;
/**
 * What one of them must be; any of them without it.
 */
export type Filter2 =
  | {
      /**
       * @maxItems 50
       */
      all: Filter[];
    }
  | {
      /**
       * @maxItems 50
       */
      any: Filter[];
    }
  | {
      not: Filter;
    }
  | {
      field: FieldPath;
      op:
        | 'eq'
        | 'ne'
        | 'lt'
        | 'lte'
        | 'gt'
        | 'gte'
        | 'between'
        | 'in'
        | 'notIn'
        | 'contains'
        | 'notContains'
        | 'startsWith'
        | 'endsWith'
        | 'isEmpty'
        | 'notEmpty'
        | 'isMe'
        | 'myDepartment'
        | 'myDepartmentAndBelow'
        | 'below'
        | 'relative'
        | 'near'
        | 'inRegion';
      value?: unknown;
    }
  | {
      some: FieldPath3;
      where?: Filter1;
    }
  | {
      none: FieldPath4;
      where?: Filter2;
    }
  | {
      expression: Expression;
    };
/**
 * Who is meant: one person, everybody of a role, the manager of the submitter's department, the submitter, or the person in a field.
 */
export type People =
  | {
      by: 'person';
      /**
       * The e-mail address of the person.
       */
      person: string;
    }
  | {
      by: 'role';
      role: Name;
    }
  | {
      by: 'manager';
    }
  | {
      by: 'submitter';
    }
  | {
      by: 'field';
      path: FieldPath;
    };

/**
 * Everything schemas/formats describes, by name.
 */
export interface Formats {
  document: AnyDocument;
  text: Text;
  name: Name;
  expression: Expression;
  path: FieldPath;
  filter: Filter;
  people: People;
  field: FieldUse;
  question: Question;
}
/**
 * Reports on a 12-column grid.
 */
export interface DashboardDocument {
  kind: 'dashboard';
  /**
   * Random and immutable; the identity that a rename keeps.
   */
  id: string;
  name: Name;
  label: Text;
  description?: Text;
  /**
   * Former names; they stay valid for ever.
   */
  aliases?: Name[];
  /**
   * @maxItems 60
   */
  tiles: {
    /**
     * Random and immutable; the identity that a rename keeps.
     */
    id: string;
    report: Name;
    title?: Text;
    x: number;
    y: number;
    w: number;
    h: number;
  }[];
}
/**
 * A text people read, in every language of the product.
 */
export interface Text {
  'zh-CN': string;
  en: string;
}
/**
 * A kind of record: its fields, kept in one PostgreSQL table.
 */
export interface EntityDocument {
  kind: 'entity';
  /**
   * Random and immutable; the identity that a rename keeps.
   */
  id: string;
  name: Name;
  label: Text;
  description?: Text;
  /**
   * Former names; they stay valid for ever.
   */
  aliases?: Name[];
  labelPlural?: Text;
  icon?: string;
  titleField?: Name;
  /**
   * @maxItems 300
   */
  fields: FieldUse[];
  /**
   * Combinations of fields that no two records may share; a record in which one of them is empty is not compared.
   *
   * @maxItems 10
   */
  unique?: UniqueTogether[];
}
/**
 * A field of an entity or of its line items.
 */
export interface FieldUse {
  /**
   * Random and immutable; the identity that a rename keeps.
   */
  id: string;
  name: Name;
  /**
   * Former names; they stay valid for ever.
   */
  aliases?: Name[];
  /**
   * The folder name of a field type.
   */
  type: string;
  label: Text;
  help?: Text;
  required?: boolean;
  unique?: boolean;
  /**
   * Values are kept encrypted (AES-256-GCM); they can be found by an equal value only.
   */
  encrypted?: boolean;
  /**
   * The value a new record starts with.
   */
  default?: unknown;
  /**
   * What the field type declares as its options.
   */
  options?: {
    [k: string]: unknown;
  };
}
export interface UniqueTogether {
  /**
   * Random and immutable; names the index.
   */
  id: string;
  /**
   * @minItems 2
   * @maxItems 8
   */
  fields: Name[];
  message?: Text;
}
/**
 * An approval or automation over the records of one entity, drawn as a graph.
 */
export interface FlowDocument {
  kind: 'flow';
  /**
   * Random and immutable; the identity that a rename keeps.
   */
  id: string;
  name: Name;
  label: Text;
  description?: Text;
  /**
   * Former names; they stay valid for ever.
   */
  aliases?: Name[];
  entity: Name;
  trigger: {
    on: 'create' | 'update' | 'manual';
    when?: Expression;
  };
  /**
   * @maxItems 200
   */
  nodes: {
    id: string;
    type: string;
    label: Text;
    x?: number;
    y?: number;
    options?: {
      [k: string]: unknown;
    };
  }[];
  /**
   * @maxItems 500
   */
  edges: {
    from: string;
    exit: string;
    to: string;
  }[];
}
/**
 * How an entity is filled in: sections, order, rules. Several forms may serve one entity.
 */
export interface FormDocument {
  kind: 'form';
  /**
   * Random and immutable; the identity that a rename keeps.
   */
  id: string;
  name: Name;
  label: Text;
  description?: Text;
  /**
   * Former names; they stay valid for ever.
   */
  aliases?: Name[];
  entity: Name;
  /**
   * Who gets this form. A form without it serves only where it is named, unless it is the main form.
   */
  audience?: {
    /**
     * The main form of its entity: for imports, the API, and whoever no other form is for. Without one it is the form called like the entity.
     */
    main?: boolean;
    /**
     * Only for new records, or only for records that exist.
     */
    for?: 'new' | 'existing';
    /**
     * Whom it is for; everybody when empty.
     *
     * @maxItems 50
     */
    roles?: Name[];
    when?: Expression;
    /**
     * Of several that fit the lowest comes first; 100 when absent.
     */
    order?: number;
  };
  /**
   * A new record is filled in page by page: each is checked before the next one. Elsewhere pages stand below each other.
   *
   * @maxItems 50
   */
  pages?: {
    /**
     * Random and immutable; the identity that a rename keeps.
     */
    id: string;
    label: Text;
  }[];
  /**
   * Sections of tabs that follow each other stand behind one row of tabs.
   *
   * @maxItems 50
   */
  tabs?: {
    /**
     * Random and immutable; the identity that a rename keeps.
     */
    id: string;
    label: Text;
  }[];
  /**
   * With pages: everything is shown to read once more before it is sent.
   */
  review?: boolean;
  print?: PrintLayout;
  /**
   * New records can be filled in and sent without a network: the form, its options and the records of its relations are kept ahead on the device.
   */
  offline?: boolean;
  sections: {
    /**
     * Random and immutable; the identity that a rename keeps.
     */
    id: string;
    label?: Text;
    /**
     * The page it stands on; without it the first one.
     */
    page?: string;
    /**
     * The tab it stands behind.
     */
    tab?: string;
    /**
     * It can be folded, and starts open or closed.
     */
    fold?: 'open' | 'closed';
    columns?: 1 | 2 | 3 | 4 | 6 | 12;
    items: (FieldItem | LayoutItem)[];
  }[];
  /**
   * What some roles or some devices see otherwise. Only what is drawn changes: rules, rights and values are those of the form. Applied in their order.
   *
   * @maxItems 30
   */
  overlays?: {
    /**
     * Random and immutable.
     */
    id: string;
    label: Text;
    for: {
      /**
       * @maxItems 50
       */
      roles?: Name[];
      device?: 'phone' | 'tablet' | 'desktop';
    };
    /**
     * @maxItems 2000
     */
    patches: {
      field?: Name;
      /**
       * Instead of a field: a section, or an item that is no field.
       */
      part?: string;
      /**
       * Not drawn; its value stays.
       */
      hide?: true;
      span?: number;
      /**
       * What it stands behind instead: an item, or a section at whose front it stands; of a section the section before it, nothing for the front.
       */
      after?: {
        field?: Name;
        part?: string;
      };
      label?: Text;
      /**
       * Shown only, whatever may be edited.
       */
      readOnly?: true;
    }[];
  }[];
  /**
   * Applied on every door, in their order: of several that set one field, the last whose condition holds counts.
   *
   * Items: `scope`: line items the rule is about, row by row: bare names mean the columns of the row, `parent.` the record. Without it the rule is about the record.
   */
  rules?: {
    /**
     * Random and immutable; the identity that a rename keeps.
     */
    id: string;
    name?: Text;
    enabled?: boolean;
    scope?: Name;
    when: Expression;
    /**
     * @minItems 1
     *
     * Items: `field`: a field of the record, or with a scope a column. `value`: of set the value; of options a condition on `option`, such as option in ["a", "b"] or option.region == region. `text`: of message; {{expression}} stands for a value.
     */
    then: {
      /**
       * show: visible only while the condition (or that of another such rule) holds; require, readOnly: while it holds; set: takes the value; options: only options for which the value is true; message: says something.
       */
      effect: 'show' | 'require' | 'readOnly' | 'set' | 'options' | 'message';
      field?: Name;
      /**
       * Instead of a field, of show and readOnly: a part of the form with everything in it. Of show also an item that is no field.
       */
      part?: string;
      value?: Expression;
      /**
       * Of set: always (the default; the field cannot be edited meanwhile), only while the field is empty, or while the record is new.
       */
      on?: 'always' | 'ifEmpty' | 'onCreate';
      /**
       * Of message: an error keeps the form from being saved.
       */
      level?: 'error' | 'warning' | 'info';
      text?: Text;
    }[];
  }[];
  /**
   * Values filled in from the record that a relation points to, on every door.
   *
   * @maxItems 200
   *
   * Items: `relation` and `to`: fields of the record, or with a scope columns of those line items.
   */
  fills?: {
    /**
     * Random and immutable; the identity that a rename keeps.
     */
    id: string;
    scope?: Name;
    relation: Name;
    /**
     * A field of the chosen record, or of a record that this one points to: `price`, `category.name`.
     */
    from: string;
    to: Name;
    /**
     * snapshot: taken when the record is chosen, then the record's own value; ask: the same, but a value that is there already is replaced only by a person who was asked; live: `to` is a look-up field along the relation, shown as soon as the record is chosen and never kept.
     */
    mode: 'snapshot' | 'live' | 'ask';
  }[];
  /**
   * In which version of this form an older record is opened: the newest (the default), or the one it was captured with.
   */
  older?: 'newest' | 'own';
  /**
   * How records captured with an older version are moved to the version that is published with it. Each runs once, when it is published.
   *
   * @maxItems 100
   */
  migrations?: {
    /**
     * Random and immutable: what ran once never runs again.
     */
    id: string;
    /**
     * The version the records were captured with (0: before versions were remembered), or older: any version before the one that is published with it.
     */
    from: number | 'older';
    /**
     * @minItems 1
     * @maxItems 50
     *
     * Items: One of: `set` a field to a `value`, an expression; `clear` a field; `move` the value of a field `to` another.
     */
    steps: {
      set?: Name;
      value?: Expression;
      clear?: Name;
      move?: Name;
      to?: Name;
      when?: Expression1;
      /**
       * Of set and move: always, or only while the field is empty. A move that is not done leaves the value where it is. Default: set always, move ifEmpty.
       */
      on?: 'always' | 'ifEmpty';
    }[];
    note?: string;
  }[];
}
/**
 * How a record is laid out on paper: `title` above it (the label of the form when absent), `company` beside the logo, `footer` at the foot of every page.
 */
export interface PrintLayout {
  paper?: 'A4' | 'A5' | 'letter';
  landscape?: boolean;
  title?: Text;
  company?: Text;
  /**
   * A small picture, kept in the document itself.
   */
  logo?: string;
  /**
   * Columns of every section on paper; those of the form when absent.
   */
  columns?: 1 | 2 | 3 | 4;
  /**
   * What is not printed: ids of sections and items, names of fields, `lines.column`.
   *
   * @maxItems 500
   */
  without?: string[];
  /**
   * Lines to sign on, side by side, at the end.
   *
   * @maxItems 8
   */
  signatures?: Text[];
  /**
   * Who decided what, and when, of the flows of the record.
   */
  approvals?: boolean;
  footer?: Text;
  /**
   * Page and number of pages; shown unless false.
   */
  pageNumbers?: boolean;
  /**
   * Who printed it, and when; shown unless false.
   */
  printedBy?: boolean;
  /**
   * A code that leads to the record; shown unless false.
   */
  qr?: boolean;
}
export interface FieldItem {
  field: Name;
  /**
   * How many columns the field takes.
   */
  span?: number;
  /**
   * Other spans on smaller screens. A phone shows one field to a line where none is given.
   */
  spanOn?: {
    tablet?: number;
    phone?: number;
  };
  /**
   * What becomes of the value when a rule hides the field: kept (the default), cleared when the form is sent, or cleared at once.
   */
  whenHidden?: 'keep' | 'clearOnSubmit' | 'clearNow';
  /**
   * Of line items: what holds for single columns.
   */
  columns?: {
    field: Name;
    /**
     * What becomes of a cell when a rule hides it.
     */
    whenHidden?: 'keep' | 'clearOnSubmit' | 'clearNow';
  }[];
}
/**
 * Anything that is no field: words, a picture, a list of related records, a button. Its type is a unit of engine/form/items.
 */
export interface LayoutItem {
  /**
   * Random and immutable; rules name it as a part.
   */
  id: string;
  type: string;
  /**
   * What its type declares.
   */
  options?: {
    [k: string]: unknown;
  };
  /**
   * How many columns it takes; all of them when absent.
   */
  span?: number;
  /**
   * Other spans on smaller screens. A phone shows one field to a line where none is given.
   */
  spanOn?: {
    tablet?: number;
    phone?: number;
  };
}
/**
 * A folder of documents that is installed and removed as one, and the menu it brings.
 */
export interface PackageDocument {
  kind: 'package';
  /**
   * Random and immutable; the identity that a rename keeps.
   */
  id: string;
  name: Name;
  label: Text;
  description?: Text;
  /**
   * Former names; they stay valid for ever.
   */
  aliases?: Name[];
  version?: string;
  menu: {
    label?: Text;
    items: {
      entity?: Name;
      dashboard?: Name;
      report?: Name;
      label?: Text;
      icon?: string;
      roles?: Name[];
    }[];
  }[];
}
/**
 * The page of a record: its header, and blocks in columns on a grid of twelve, behind tabs. Several pages may serve one entity, by role.
 */
export interface PageDocument {
  kind: 'page';
  /**
   * Random and immutable; the identity that a rename keeps.
   */
  id: string;
  name: Name;
  label: Text;
  description?: Text;
  /**
   * Former names; they stay valid for ever.
   */
  aliases?: Name[];
  entity: Name;
  /**
   * Whom the page is made for; everybody when empty. A page for a role comes before one for everybody.
   *
   * @maxItems 50
   */
  roles?: Name[];
  form?: Name1;
  header?: PageHeader;
  /**
   * @minItems 1
   * @maxItems 12
   */
  tabs: PageTab[];
}
export interface PageHeader {
  status?: Name2;
  /**
   * @maxItems 6
   */
  figures?: PageFigure[];
  /**
   * The main action: what the flow asks for, or none.
   */
  action?: 'flow' | 'none';
}
export interface PageFigure {
  /**
   * Random and immutable; the identity that a rename keeps.
   */
  id: string;
  label?: Text;
  field?: FieldPath;
  measure?: FigureMeasure;
}
/**
 * A measure over the records of an entity that belong to this record.
 */
export interface FigureMeasure {
  entity: Name;
  via: FieldPath1;
  match?: FieldPath2;
  agg: 'count' | 'sum' | 'avg' | 'min' | 'max' | 'countDistinct' | 'median';
  field?: FieldPath;
  where?: Expression;
}
export interface PageTab {
  /**
   * Random and immutable; the identity that a rename keeps.
   */
  id: string;
  label: Text;
  icon?: string;
  /**
   * @maxItems 20
   */
  rows: PageRow[];
}
export interface PageRow {
  /**
   * Random and immutable; the identity that a rename keeps.
   */
  id: string;
  /**
   * @minItems 1
   * @maxItems 4
   */
  columns: PageColumn[];
}
export interface PageColumn {
  width: number;
  /**
   * Blocks below one another, or one at a time behind tabs.
   */
  as?: 'stack' | 'tabs';
  /**
   * @maxItems 30
   */
  blocks: PageBlock[];
}
export interface PageBlock {
  /**
   * Random and immutable; the identity that a rename keeps.
   */
  id: string;
  /**
   * The folder name of a block type.
   */
  type: string;
  title?: Text;
  /**
   * What the block type declares as its options.
   */
  options?: {
    [k: string]: unknown;
  };
}
/**
 * A question and the chart that shows its answer.
 */
export interface ReportDocument {
  kind: 'report';
  /**
   * Random and immutable; the identity that a rename keeps.
   */
  id: string;
  name: Name;
  label: Text;
  description?: Text;
  /**
   * Former names; they stay valid for ever.
   */
  aliases?: Name[];
  question: Question;
  chart: {
    type: string;
    options?: {
      [k: string]: unknown;
    };
  };
}
/**
 * What a report asks: an entity, what to group by, what to measure, and which records count.
 */
export interface Question {
  entity: Name;
  /**
   * Plain rows instead of groups: the columns of a table.
   *
   * @maxItems 50
   */
  columns?: FieldPath[];
  /**
   * @maxItems 4
   */
  dimensions?: {
    field: FieldPath;
    grain?: 'day' | 'week' | 'month' | 'quarter' | 'year';
    label?: Text;
  }[];
  /**
   * @maxItems 10
   */
  measures?: {
    agg: 'count' | 'sum' | 'avg' | 'min' | 'max' | 'countDistinct' | 'median';
    field?: FieldPath;
    where?: Filter;
    label?: Text;
  }[];
  filter?: Filter;
  /**
   * @maxItems 5
   */
  sort?: {
    /**
     * A column path, or d0, d1, … for dimensions and m0, m1, … for measures.
     */
    by: string;
    direction: 'asc' | 'desc';
  }[];
  limit?: number;
}
/**
 * What the people of a role may do.
 */
export interface RoleDocument {
  kind: 'role';
  /**
   * Random and immutable; the identity that a rename keeps.
   */
  id: string;
  name: Name;
  label: Text;
  description?: Text;
  /**
   * Former names; they stay valid for ever.
   */
  aliases?: Name[];
  permissions?: ('build' | 'admin' | 'import' | 'export' | 'keys' | 'exportSecrets' | 'purge')[];
  /**
   * Rights by entity name; "*" stands for every entity that is not named.
   */
  entities: {
    [k: string]: {
      create?: boolean;
      /**
       * Which records: none, those I own, those of my department, of my department and below, or all.
       */
      read?: 'none' | 'own' | 'department' | 'below' | 'all';
      /**
       * Which records: none, those I own, those of my department, of my department and below, or all.
       */
      update?: 'none' | 'own' | 'department' | 'below' | 'all';
      /**
       * Which records: none, those I own, those of my department, of my department and below, or all.
       */
      delete?: 'none' | 'own' | 'department' | 'below' | 'all';
      /**
       * What must hold besides, of each record: a condition over it in the expression language, in which me is whoever asks. update and delete hold within read; create is asked of the record as it is to be.
       */
      conditions?: {
        create?: Expression;
        read?: Expression;
        update?: Expression;
        delete?: Expression;
      };
      /**
       * Rights by field name. masked: its value is shown unrecognisably and can be asked for in no way.
       */
      fields?: {
        [k: string]: 'none' | 'masked' | 'read' | 'edit';
      };
      /**
       * The right to every field that is not named; edit when absent.
       */
      otherFields?: 'none' | 'masked' | 'read' | 'edit';
    };
  };
}
/**
 * A saved way to look at the records of an entity: which, in what order, and how they are shown.
 */
export interface ViewDocument {
  kind: 'view';
  /**
   * Random and immutable; the identity that a rename keeps.
   */
  id: string;
  name: Name;
  label: Text;
  description?: Text;
  /**
   * Former names; they stay valid for ever.
   */
  aliases?: Name[];
  entity: Name;
  /**
   * Who is offered it; without it everybody who may read the entity.
   *
   * @maxItems 50
   */
  roles?: Name[];
  /**
   * The list opens with it for those who are offered it.
   */
  isDefault?: boolean;
  /**
   * Place among the tabs.
   */
  order?: number;
  definition: ViewDefinition;
}
/**
 * What a view shows, whoever it belongs to.
 */
export interface ViewDefinition {
  /**
   * The folder name of a view type: table, board …
   */
  type: string;
  /**
   * In their order; without it the list's own choice.
   *
   * @maxItems 200
   */
  columns?: ViewColumn[];
  filter?: Filter;
  /**
   * @maxItems 5
   */
  sort?: ViewSort[];
  group?: ViewGroup;
  /**
   * The first rule that fits colours the row, or the cell of one field.
   *
   * @maxItems 30
   */
  colors?: ViewColor[];
  rowHeight?: 'short' | 'medium' | 'tall';
  /**
   * Long texts take several lines instead of being cut.
   */
  wrap?: boolean;
  /**
   * What the view type declares as its options.
   */
  options?: {
    [k: string]: unknown;
  };
}
export interface ViewColumn {
  field: FieldPath;
  /**
   * Pixels.
   */
  width?: number;
  /**
   * Stays at the left while the others scroll.
   */
  pinned?: boolean;
  /**
   * Computed over all records, in the last row and for each group.
   */
  total?: 'count' | 'sum' | 'avg' | 'min' | 'max' | 'countDistinct' | 'median';
}
export interface ViewSort {
  field: FieldPath;
  direction: 'asc' | 'desc';
}
export interface ViewGroup {
  field: FieldPath;
  grain?: 'day' | 'week' | 'month' | 'quarter' | 'year';
  direction?: 'asc' | 'desc';
}
export interface ViewColor {
  when: Filter;
  color: 'red' | 'orange' | 'yellow' | 'green' | 'teal' | 'blue' | 'grape' | 'gray';
  field?: FieldPath;
}
