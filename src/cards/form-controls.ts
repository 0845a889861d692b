import { type Action, type ActionType, action, inRows, type Piece } from './buttons.ts';
import type { Controls } from './card-data.ts';
import type { CardInput, Form } from './inputs.ts';
import { isRightToLeft } from './languages.ts';
import type { Text } from './text.ts';
import type { View } from './view.ts';

/** A button with what is filled in beside it. */
export type FormButton = {
  readonly label: string;
  readonly verb: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly form: Form | undefined;
  /** Of the button that sends a form which unfolds. */
  readonly send: string;
  /** To be read like a list, one below the other. */
  readonly isListed?: boolean;
  /** Made otherwise than all the others. */
  readonly instead?: Action | undefined;
};

export function formControls(buttons: readonly FormButton[], view: View, text: Text, type: ActionType): Controls {
  const inputs = withoutRepeats(buttons.flatMap(({ form }) => (form && !form.isFolded ? form.inputs : [])));
  const pieces = buttons.map(
    (button): Piece => ({
      label: button.label,
      action: button.form?.isFolded
        ? folded(button, button.form, text, type)
        : (button.instead ?? pressed(button, inputs.length > 0, type)),
      isListed: button.isListed ?? false,
    }),
  );
  const count = view.items?.length ?? 0;
  return {
    inputs,
    itemActions: pieces.slice(0, count).map((piece) => [piece.action]),
    // What stands beside an item is the main thing of a list.
    rows: inRows(pieces.slice(count), count > 0 && view.layout === 'list' ? 'choice' : view.layout),
  };
}

/** Two buttons may be about the same input. */
function withoutRepeats(inputs: readonly CardInput[]): readonly CardInput[] {
  return inputs.filter((input, index) => inputs.findIndex(({ id }) => id === input.id) === index);
}

function pressed({ label, verb, data, form }: FormButton, hasInputs: boolean, type: ActionType): Action {
  // A press that is not about the inputs must not be held up by an empty one.
  return action(label, verb, data, type, hasInputs && !form ? { associatedInputs: 'none' } : {});
}

/** The inputs unfold with the button, and a second one sends them. */
function folded({ label, verb, data, send }: FormButton, form: Form, text: Text, type: ActionType): Action {
  const body = [...form.inputs, { type: 'ActionSet', actions: [action(send, verb, data, type)] }];
  // Not every client takes the direction over from the card around it: https://github.com/microsoft/AdaptiveCards/issues/8130
  const direction = isRightToLeft(text.language) ? { rtl: true } : {};
  return { type: 'Action.ShowCard', title: label, card: { type: 'AdaptiveCard', ...direction, body } };
}
