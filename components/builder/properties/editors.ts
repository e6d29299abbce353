import type { ComponentType } from 'react';
import { AssignmentsEditor } from './AssignmentsEditor';
import { BranchesEditor } from './BranchesEditor';
import { ChoicesEditor } from './ChoicesEditor';
import type { EditorProps } from './editor';
import { ChildrenEditor, ExpressionAlongEditor, RelatedFieldEditor } from './DerivedEditors';
import { JsonEditor } from './JsonEditor';
import { LinesEditor } from './LinesEditor';
import { EntityNameEditor, FieldNameEditor, FieldNamesEditor } from './NameEditors';
import {
  FieldPathsEditor,
  FormSectionsEditor,
  PageFieldEditor,
  RelationWayEditor,
  ReportNameEditor,
} from '@/components/page/builder/editors';
import { FlowNameEditor, PictureEditor } from '@/components/form/builder/layout/editors';
import { PeopleEditor } from './PeopleEditor';
import { BooleanEditor, EnumEditor, NumberEditor, StringEditor, TextEditor } from './PlainEditors';

/** All property editors: by the JSON type, or by the name in `x-editor`. */
export const EDITORS: { readonly [name: string]: ComponentType<EditorProps> } = {
  string: StringEditor,
  number: NumberEditor,
  integer: NumberEditor,
  boolean: BooleanEditor,
  enum: EnumEditor,
  text: TextEditor,
  choices: ChoicesEditor,
  expression: ExpressionAlongEditor,
  children: ChildrenEditor,
  relatedField: RelatedFieldEditor,
  fieldName: FieldNameEditor,
  fieldNames: FieldNamesEditor,
  entityName: EntityNameEditor,
  people: PeopleEditor,
  json: JsonEditor,
  lines: LinesEditor,
  branches: BranchesEditor,
  assignments: AssignmentsEditor,
  formSections: FormSectionsEditor,
  fieldPaths: FieldPathsEditor,
  relationWay: RelationWayEditor,
  pageField: PageFieldEditor,
  reportName: ReportNameEditor,
  flowName: FlowNameEditor,
  picture: PictureEditor,
};
