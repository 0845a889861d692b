import { helpdeskActionsFor } from '../../src/helpdesk/actions.ts';
import type { HelpdeskCommand } from '../../src/helpdesk/command.ts';
import { readDialogRequest, readExecute, readSubmit } from '../../src/teams/read-card-action.ts';
import { nodesOf } from '../cards/read-card.ts';
import { executing, someReader, submitting } from '../cards/some-renderer.ts';
import { everyHelpdeskReply } from '../fixtures/every-helpdesk-reply.ts';

const reading = { timeZone: 'Europe/Berlin', now: new Date('2026-11-20T08:00:00Z') };
type Node = Readonly<Record<string, unknown>>;

/** What a client sends of the inputs of a card that nobody has touched. */
function inputsOf(card: object): Node {
  const inputs = nodesOf(card).filter(({ type }) => String(type).startsWith('Input.'));
  return Object.fromEntries(inputs.map(({ id, value }) => [String(id), String(value ?? '')]));
}

function sentBy({ type, verb, data, associatedInputs }: Node, card: object): HelpdeskCommand | undefined {
  const filled: Node = { ...(associatedInputs === 'none' ? {} : inputsOf(card)), ...(data as Node) };
  if (filled.msteams) return readDialogRequest({ data: filled }, reading);
  const press =
    type === 'Action.Submit' ? readSubmit(filled, reading) : readExecute({ action: { verb, data: filled } }, reading);
  return 'helpdesk' in press ? press.helpdesk : undefined;
}

/** Of what the card itself fills in, before anybody changes it. */
const inForms: ReadonlySet<string> = new Set(['query', 'ticket', 'note', 'reason', 'digits', 'startsAt', 'method']);
const withoutForms = (command: HelpdeskCommand | undefined) =>
  command && Object.fromEntries(Object.entries(command).filter(([name]) => !inForms.has(name)));

test.each([['execute', executing] as const, ['submit', submitting] as const])(
  'with CARD_ACTIONS=%s, every button of every card of the help desk comes back as the command it stands for',
  (_how, renderer) => {
    for (const reply of everyHelpdeskReply) {
      const { card } = renderer.render(reply, someReader);
      const buttons = nodesOf(card)
        .flatMap(({ actions, selectAction }) => [
          ...((actions as Node[] | undefined) ?? []),
          ...(selectAction ? [selectAction as Node] : []),
        ])
        .filter(({ type }) => type === 'Action.Execute' || type === 'Action.Submit');
      const offered = helpdeskActionsFor(reply).map(withoutForms);

      for (const button of buttons) {
        const sent = withoutForms(sentBy(button, card));
        expect(sent).toBeDefined();
        expect(offered).toContainEqual(sent);
      }
    }
  },
);

test('there are buttons on them', () => {
  const verbs = new Set(everyHelpdeskReply.flatMap((reply) => helpdeskActionsFor(reply).map(({ kind }) => kind)));

  expect(verbs.size).toBeGreaterThan(20);
});
