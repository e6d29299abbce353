/** Which of an entity's forms a person gets. Pure: what a condition on a record comes to is told by whoever asked it. */
import type { FormDocument } from '../kernel/documents.generated';
import type { Viewer } from '../kernel/viewer';

/** What stands for an order that is not given. */
const MIDDLE = 100;
type Person = Pick<Viewer, 'roles'>;

/** The main form: the one that says so, else the one called like the entity, else the first by name. */
export function mainForm(forms: readonly FormDocument[], entity: string): FormDocument | undefined {
  return (
    forms.find(({ audience }) => audience?.main === true) ??
    forms.find(({ name }) => name === entity) ??
    forms.toSorted((a, b) => (a.name < b.name ? -1 : 1))[0]
  );
}

/** Whether a form is meant for a person, by their roles alone. */
export const isMeantFor = ({ audience }: FormDocument, { roles }: Person): boolean =>
  !audience?.roles?.length || audience.roles.some((role) => roles.includes(role));

/**
 * The forms for a person, the first one first. The main form comes in at its place unless it says otherwise; a form that
 * says nothing about whom it is for serves only where it is named. Where none fits, the main form does.
 * @param holds whether the condition of a form holds for the record at hand; absent: the record is new
 */
export function formsFor(
  forms: readonly FormDocument[],
  entity: string,
  person: Person,
  holds?: (form: FormDocument) => boolean,
): readonly FormDocument[] {
  const main = mainForm(forms, entity);
  const fits = (form: FormDocument): boolean => {
    const { audience = form === main ? {} : undefined } = form;
    if (!audience || !isMeantFor(form, person)) return false;
    if (audience.for === (holds ? 'new' : 'existing')) return false;
    return audience.when === undefined || holds?.(form) === true;
  };
  const found = forms.filter(fits).toSorted((a, b) => rank(a, main) - rank(b, main) || (a.name < b.name ? -1 : 1));
  return found.length > 0 || !main ? found : [main];
}

/** Of equal order the more particular comes first: one for roles or with a condition, then others, the main form last. */
const rank = (form: FormDocument, main: FormDocument | undefined): number => {
  const { order = MIDDLE, roles = [], when } = form.audience ?? {};
  const isParticular = roles.length > 0 || when !== undefined;
  return order * 3 + (form === main ? 2 : isParticular ? 0 : 1);
};
