/** Which forms there are for a person. */
import type { Text } from '../text';

export interface FormsOperations {
  'form.choices': {
    input: { entity: string };
    output: { forms: readonly { readonly name: string; readonly label: Text; readonly description?: Text }[] };
  };
}
