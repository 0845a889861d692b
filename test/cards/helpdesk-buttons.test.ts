import { helpdeskActionsFor } from '../../src/helpdesk/actions.ts';
import type { HelpdeskCommand } from '../../src/helpdesk/command.ts';
import type { HelpdeskReply } from '../../src/helpdesk/reply.ts';
import { readHelpdeskCommand } from '../../src/teams/read-helpdesk-command.ts';
import { everyHelpdeskReply, ines, someShow, viewOfCase } from '../fixtures/every-helpdesk-reply.ts';
import { buttonsOf, nodesOf } from './read-card.ts';
import { executing, languages, revealing, someReader, submitting } from './some-renderer.ts';

type Node = ReturnType<typeof nodesOf>[number];
const reading = { timeZone: 'Europe/Berlin', now: new Date('2026-03-02T09:00:00Z') };

/** What can be pressed, those in folded forms instead of what unfolds them. */
function pressesOn(card: object): readonly Node[] {
  return buttonsOf(card).filter(({ type }) => type !== 'Action.ShowCard');
}

function inputsOn(card: object): readonly Node[] {
  return nodesOf(card).filter(({ type }) => String(type).startsWith('Input.'));
}

test.each(languages)('every button can be read, and told from the others of its card, in %s', (locale) => {
  for (const reply of everyHelpdeskReply) {
    const labels = executing.helpdeskLabels(reply, locale).map(({ label }) => label);

    expect(labels).toHaveLength(helpdeskActionsFor(reply).length);
    expect(new Set(labels.map((label) => label.toLowerCase())).size).toBe(labels.length);
    for (const label of labels) expect(label).toMatch(/^\S.{0,39}$/);
  }
});

test('the buttons on a card are those of the reply', () => {
  for (const reply of everyHelpdeskReply) {
    const { card } = executing.render(reply, someReader);
    const onCard = nodesOf((card as unknown as { body: unknown }).body)
      .filter(({ type }) => type === 'ActionSet')
      .flatMap(({ actions }) => actions as Node[])
      .map(({ title }) => title);

    expect(onCard).toEqual(expect.arrayContaining(executing.helpdeskLabels(reply, 'en-GB').map(({ label }) => label)));
  }
});

/** As a client sends it: the data of the button, and every input it is about, untouched or filled in. */
function pressed(button: Node, inputs: readonly Node[], filled: Readonly<Record<string, string>>) {
  const values = Object.fromEntries(
    inputs.flatMap(({ id, value }) => {
      const given = filled[String(id)] ?? value;
      return given === undefined ? [] : [[id, given]];
    }),
  );
  return { ...(button.data as object), ...(button.associatedInputs === 'none' ? {} : values) };
}

test.each([
  ['execute', executing],
  ['submit', submitting],
  ['passes in the card', revealing],
])('every press is understood, and means what the button says: %s', (_mode, renderer) => {
  const filled = { query: 'ines', ticket: 'INC1', note: 'Knew the ward.', reason: 'Locked out.', digits: '07' };
  for (const reply of everyHelpdeskReply) {
    const { card } = renderer.render(reply, someReader);
    const read = pressesOn(card).map((button) => {
      const raw = pressed(button, inputsOn(card), filled);
      return readHelpdeskCommand(String((raw as unknown as { verb: string }).verb), raw, reading);
    });

    const wanted = helpdeskActionsFor(reply).map((command) => withFilled(command, reply));
    expect(read).toHaveLength(wanted.length);
    expect(read).toEqual(expect.arrayContaining(wanted));
  }
});

/** The command once what the form asks for is filled in. */
function withFilled(command: HelpdeskCommand, reply: HelpdeskReply): HelpdeskCommand {
  switch (command.kind) {
    case 'issue-tap':
    case 'find-taps':
      return reply.kind === 'ask-for-person' ? { ...command, query: 'ines' } : command;
    case 'record-verification':
      return { ...command, ticket: 'INC1', note: 'Knew the ward.' };
    case 'ask-second':
    case 'decide-as-manager':
    case 'decide-as-second':
      return { ...command, reason: 'Locked out.' };
    case 'answer-match':
      return { ...command, digits: '07' };
    case 'choose-options': {
      // Left empty: from now on.
      const { startsAt: _before, ...options } = command;
      return options;
    }
    default:
      return command;
  }
}

test('each input has a name of its own on its card, a label, and a word for who leaves it empty', () => {
  for (const reply of everyHelpdeskReply) {
    const inputs = inputsOn(executing.render(reply, someReader).card);

    expect(new Set(inputs.map(({ id }) => id)).size).toBe(inputs.length);
    for (const { type, label, title, isRequired, errorMessage } of inputs) {
      expect(type === 'Input.Toggle' ? title : label).toMatch(/^\S.{3,}/);
      if (isRequired) expect(errorMessage).toMatch(/^\S.{3,}/);
    }
  }
});

test('an empty input holds up its own button and no other', () => {
  const { card } = executing.render(find('type-digits'), someReader);

  const [send, notMe] = pressesOn(card);
  expect(send).not.toHaveProperty('associatedInputs');
  expect(notMe).toMatchObject({
    verb: 'not-on-the-phone',
    associatedInputs: 'none',
    fallback: { associatedInputs: 'none' },
  });
});

test('digits are typed as text: two of them, none lost', () => {
  const { card } = executing.render(find('type-digits'), someReader);

  const [input] = inputsOn(card);
  expect(input).toMatchObject({ type: 'Input.Text', id: 'digits', style: 'tel', maxLength: 2, isRequired: true });
  const pattern = new RegExp(String(input?.regex));
  expect(['07', '47', '7', 'a7', '071'].filter((typed) => pattern.test(typed))).toEqual(['07', '47']);
});

test('options offer what the policy allows, with what is chosen chosen', () => {
  const lifetime = { minimum: 25, maximum: 120, proposed: 60 };
  const options = { lifetime: 45, isUsableOnce: false, delivery: 'manager-chat' } as const;
  const { card } = executing.render({ kind: 'case', case: viewOfCase({ options }, { lifetime }) }, someReader);

  const form = Object.fromEntries(inputsOn(card).map((input) => [input.id, input]));
  expect(form.lifetime).toMatchObject({
    value: '45',
    choices: [
      { title: '25 minutes', value: '25' },
      { title: '30 minutes', value: '30' },
      { title: '45 minutes', value: '45' },
      { title: '1 hour', value: '60' },
      { title: '2 hours', value: '120' },
    ],
  });
  expect(form.isUsableOnce).toMatchObject({ value: 'false' });
  expect(form.delivery).toMatchObject({ value: 'manager-chat' });
});

test('where the policy leaves no choice there is none', () => {
  const one = viewOfCase({}, { onlyOnce: true });
  const { manager: _nobody, ...preflight } = one.preflight;
  const { card } = executing.render({ kind: 'case', case: { ...one, preflight } }, someReader);

  const form = Object.fromEntries(inputsOn(card).map((input) => [input.id, input]));
  expect(form).not.toHaveProperty('isUsableOnce');
  expect(form.delivery).toMatchObject({ choices: [{ value: 'read-out' }, { value: 'subject-chat' }] });
});

const showing = (['tap-issued', 'tap-ready', 'tap-opened'] as const).map((kind) => [kind] as const);

/** Not under the name `key`, which Agents Playground writes over. */
const onCard = { sealed: someShow.sealed, unlock: someShow.key };

test.each(showing)('the pass of %s is opened in a dialog, whatever the other buttons are', (kind) => {
  for (const renderer of [executing, submitting]) {
    const [show] = pressesOn(renderer.render(find(kind), someReader).card);

    expect(show).toMatchObject({
      type: 'Action.Submit',
      data: { msteams: { type: 'task/fetch' }, v: 1, verb: 'show-tap', ...onCard },
    });
  }
});

test.each(showing)('without dialogs the pass of %s comes in the answer to the press', (kind) => {
  const [show] = pressesOn(revealing.render(find(kind), someReader).card);

  expect(show).toMatchObject({
    type: 'Action.Execute',
    verb: 'show-tap',
    data: { v: 1, verb: 'show-tap', ...onCard },
  });
  expect(show?.data).not.toHaveProperty('msteams');
});

test('with submit no card has the other type, also not inside a form', () => {
  for (const reply of everyHelpdeskReply) {
    expect(JSON.stringify(submitting.render(reply, someReader).card)).not.toContain('Action.Execute');
  }
});

test('a press never names who presses', () => {
  for (const reply of everyHelpdeskReply) {
    const { refresh: _who, ...card } = executing.render(reply, someReader).card;

    expect(JSON.stringify(card)).not.toContain('29:someone');
  }
});

test.each<[HelpdeskReply['kind'], string | undefined]>([
  ['case', 'show-case'],
  ['request', 'open-request'],
  ['requests', 'requests'],
  // Looking again would lose the button that opens it.
  ['tap-issued', undefined],
  ['tap-ready', undefined],
  ['tap', undefined],
  ['match-card', undefined],
  ['second-question', undefined],
])('a card of %s looks again by itself with %s', (kind, verb) => {
  const reply = find(kind);

  const refreshOn = (renderer: typeof executing, reader: object) => renderer.render(reply, reader).card.refresh;
  expect(refreshOn(executing, someReader)).toEqual(
    verb && {
      action: { type: 'Action.Execute', verb, data: expect.objectContaining({ v: 1, verb }) },
      userIds: ['29:someone'],
    },
  );
  expect(refreshOn(submitting, someReader)).toBeUndefined();
  expect(refreshOn(executing, {})).toBeUndefined();
});

test('what may be removed for good is ticked where it was added since, and never where it was there before', () => {
  const ticked = (reply: HelpdeskReply) => inputsOn(executing.render(reply, someReader).card)[0]?.value;
  const methods = [
    { id: 'a', kind: 'passkey' },
    { id: 'b', kind: 'phone' },
    { id: 'c', kind: 'authenticator-app' },
  ] as const;

  expect(ticked({ kind: 'undo', case: viewOfCase(), methods })).toBe('a,c');
  expect(
    ticked({ kind: 'passkey-appeared', case: viewOfCase(), tapStillThere: false, oldMethods: methods }),
  ).toBeUndefined();
});

test('people of the same name are chosen by their number on the card', () => {
  const reply: HelpdeskReply = { kind: 'which-person', people: [ines, ines], more: false };

  expect(executing.helpdeskLabels(reply).map(({ label }) => label)).toEqual(['Choose 1', 'Choose 2', 'Search again']);
});

function find(kind: HelpdeskReply['kind']): HelpdeskReply {
  const found = everyHelpdeskReply.find((reply) => reply.kind === kind);
  if (!found) throw new Error(`no ${kind}`);
  return found;
}
