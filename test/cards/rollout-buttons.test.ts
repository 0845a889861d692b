import { rolloutActionsFor } from '../../src/rollout/actions.ts';
import type { RolloutCommand } from '../../src/rollout/command.ts';
import type { RolloutReply } from '../../src/rollout/reply.ts';
import { readRolloutCommand } from '../../src/teams/read-rollout-command.ts';
import { everyRolloutReply, sales, somePlan, viewOfCampaign } from '../fixtures/every-rollout-reply.ts';
import { buttonsOf, nodesOf } from './read-card.ts';
import { executing, languages, someReader, submitting } from './some-renderer.ts';

type Node = ReturnType<typeof nodesOf>[number];

/** What can be pressed, those in folded forms instead of what unfolds them; what only unfolds is no press. */
function pressesOn(card: object): readonly Node[] {
  return buttonsOf(card).filter(({ type }) => type === 'Action.Execute' || type === 'Action.Submit');
}

function inputsOn(card: object): readonly Node[] {
  return nodesOf(card).filter(({ type }) => String(type).startsWith('Input.'));
}

test.each(languages)('every button can be read, and told from the others of its card, in %s', (locale) => {
  for (const reply of everyRolloutReply) {
    const labels = executing.rolloutLabels(reply, locale).map(({ label }) => label);

    expect(labels).toHaveLength(rolloutActionsFor(reply).length);
    expect(new Set(labels.map((label) => label.toLowerCase())).size).toBe(labels.length);
    for (const label of labels) expect(label).toMatch(/^\S.{0,39}$/);
  }
});

test('the buttons on a card are those of the reply', () => {
  for (const reply of everyRolloutReply) {
    const onCard = buttonsOf(executing.render(reply, someReader).card).map(({ title }) => title);

    expect(onCard).toEqual(expect.arrayContaining(executing.rolloutLabels(reply, 'en-GB').map(({ label }) => label)));
  }
});

const typed: Readonly<Record<string, string>> = {
  name: 'Passkeys for the field',
  query: 'sales',
  text: 'Hello {name}\nPlease.',
  reason: 'Not before the audit.',
  date: '2026-12-01',
  because: 'not-my-own-phone',
  note: 'Only a flip phone.',
  wantsHelp: 'true',
};

/** As a client sends it: the data of the button, and every input it is about. What is left empty is missing. */
function pressed(button: Node, inputs: readonly Node[]) {
  const values = inputs.flatMap(({ id, value, choices }) => {
    const found = id === 'groups' ? (choices as { value: string }[])[0]?.value : undefined;
    const given = typed[String(id)] ?? found ?? value;
    return given === undefined ? [] : [[id, given]];
  });
  return { ...(button.data as object), ...(button.associatedInputs === 'none' ? {} : Object.fromEntries(values)) };
}

test.each([
  ['execute', executing],
  ['submit', submitting],
])('every press is understood, and means what the button says: %s', (_mode, renderer) => {
  for (const reply of everyRolloutReply) {
    const { card } = renderer.render(reply, someReader);
    const read = pressesOn(card).map((button) => {
      const raw = pressed(button, inputsOn(card)) as { readonly verb: string };
      return readRolloutCommand(raw.verb, raw);
    });

    const wanted = rolloutActionsFor(reply).map((command) => withTyped(command, reply));
    expect({ kind: reply.kind, read: read.length }).toEqual({ kind: reply.kind, read: wanted.length });
    expect(read).toEqual(expect.arrayContaining(wanted));
  }
});

/** The command once what the form asks for is filled in. */
function withTyped(command: RolloutCommand, reply: RolloutReply): RolloutCommand {
  switch (command.kind) {
    case 'name-campaign':
      return { ...command, name: 'Passkeys for the field' };
    case 'find-groups':
      return { ...command, query: 'sales' };
    case 'pick-groups': {
      const found = reply.kind === 'campaign-groups' ? reply.found?.[0] : undefined;
      return { ...command, groups: found ? [found.id] : [] };
    }
    case 'set-words': {
      const shown = reply.kind === 'campaign-words' ? reply.entered?.language : undefined;
      const fallback = reply.kind === 'campaign-words' ? reply.campaign.fallbackLanguage : undefined;
      const words = { language: shown ?? 'en', text: 'Hello {name}\nPlease.' };
      return { ...command, ...words, ...(fallback && { fallback }) };
    }
    case 'decide-campaign':
      return { ...command, reason: 'Not before the audit.' };
    case 'snooze':
      return typeof command.until === 'object' ? { ...command, until: { date: '2026-12-01' } } : command;
    case 'cannot':
      return { ...command, because: 'not-my-own-phone', note: 'Only a flip phone.', wantsHelp: true };
    default:
      return command;
  }
}

test('the form of a plan holds the plan, each part under the name that it comes back by', () => {
  const plan = { ...somePlan, waveSize: { unit: 'people', perDay: 500 }, deadline: '2027-01-29' } as const;
  const { card } = executing.render(
    { kind: 'campaign-plan', campaign: viewOfCampaign({ plan }), today: '2026-11-20' },
    someReader,
  );

  expect(Object.fromEntries(inputsOn(card).map(({ id, value }) => [id, value]))).toEqual({
    startsOn: '2026-11-23',
    wavePerDay: '500',
    waveUnit: 'people',
    remindAfterDays: '3, 7, 14',
    hoursFrom: '09:00',
    hoursTo: '16:00',
    weekdays: '1,2,3,4,5',
    deadline: '2027-01-29',
  });
  const [save] = pressesOn(card);
  expect(save?.data).toEqual({ v: 1, verb: 'set-plan', campaign: 'campaign-1' });
});

test('reminding on a date unfolds, and says that a date is meant', () => {
  const { card } = executing.render(find('nudge'), someReader);

  const unfolding = buttonsOf(card).filter(({ type }) => type === 'Action.ShowCard');
  expect(unfolding).toMatchObject([{ title: 'On a date' }]);
  const [send] = pressesOn(unfolding[0]?.card as object);
  expect(send).toMatchObject({ verb: 'snooze', data: { campaign: 'campaign-1', until: 'date' } });
});

test.each([
  ['include', true],
  ['exclude', true],
  ['pilot', undefined],
] as const)('of groups to %s, more than one can be chosen: %s', (use, many) => {
  const { card } = executing.render(
    { kind: 'campaign-groups', campaign: viewOfCampaign({ include: [] }), use, found: [sales] },
    someReader,
  );

  expect(inputsOn(card).find(({ id }) => id === 'groups')?.isMultiSelect).toBe(many);
});

test('each group that was chosen has a button to take it out again beside it', () => {
  const campaign = viewOfCampaign({ include: [sales, { ...sales, name: 'Sales Asia' }] });
  const { card } = executing.render({ kind: 'campaign-groups', campaign, use: 'include' }, someReader);

  const rows = nodesOf(card).filter(
    (node) => node.type === 'ColumnSet' && pressesOn(node).some(({ verb }) => verb === 'drop-group'),
  );
  expect(rows.map((row) => JSON.stringify(row))).toEqual([
    expect.stringMatching(/1\. Sales Europe.*Remove 1/),
    expect.stringMatching(/2\. Sales Asia.*Remove 2/),
  ]);
});

test('each input has a name of its own on its card, a label, and a word for who leaves it empty', () => {
  for (const reply of everyRolloutReply) {
    const inputs = inputsOn(executing.render(reply, someReader).card);

    expect(new Set(inputs.map(({ id }) => id)).size).toBe(inputs.length);
    for (const { type, label, title, isRequired, errorMessage } of inputs) {
      expect(type === 'Input.Toggle' ? title : label).toMatch(/^\S.{3,}/);
      if (isRequired) expect(errorMessage).toMatch(/^\S.{3,}/);
    }
  }
});

test('an empty input holds up its own button and no other', () => {
  const { card } = executing.render(find('campaign-plan'), someReader);

  const [save, back] = pressesOn(card);
  expect(save).not.toHaveProperty('associatedInputs');
  expect(back).toMatchObject({ verb: 'show-campaign', associatedInputs: 'none' });
});

test('nothing that nobody would get can be started', () => {
  const verbs = everyRolloutReply.flatMap((reply) =>
    reply.kind === 'campaign-preview' && reply.counts.audience === 0 ? rolloutActionsFor(reply) : [],
  );

  expect(verbs.length).toBeGreaterThan(0);
  expect(verbs.map(({ kind }) => kind)).not.toContain('start-campaign');
});

test('with submit no card has the other type, also not inside a form', () => {
  for (const reply of everyRolloutReply) {
    expect(JSON.stringify(submitting.render(reply, someReader).card)).not.toContain('Action.Execute');
  }
});

test('a press never names who presses', () => {
  for (const reply of everyRolloutReply) {
    const { refresh: _who, ...card } = executing.render(reply, someReader).card;

    expect(JSON.stringify(card)).not.toContain('29:someone');
  }
});

test.each<[RolloutReply['kind'], string | undefined]>([
  ['campaign-planning', 'show-campaign'],
  ['campaign-preview', 'show-campaign'],
  ['campaign-report', 'show-campaign'],
  ['campaign-stopping', 'show-campaign'],
  // Looking again would lose what is being entered, or the question.
  ['campaign-plan', undefined],
  ['campaign-draft', undefined],
  ['approval-question', undefined],
  ['nudge', undefined],
  ['campaigns', undefined],
])('a card of %s looks again by itself with %s', (kind, verb) => {
  const reply = find(kind);

  const refreshOn = (renderer: typeof executing, reader: object) => renderer.render(reply, reader).card.refresh;
  expect(refreshOn(executing, someReader)).toEqual(
    verb && {
      action: { type: 'Action.Execute', verb, data: { v: 1, verb, campaign: 'campaign-1' } },
      userIds: ['29:someone'],
    },
  );
  expect(refreshOn(submitting, someReader)).toBeUndefined();
  expect(refreshOn(executing, {})).toBeUndefined();
});

function find(kind: RolloutReply['kind']): RolloutReply {
  const found = everyRolloutReply.find((reply) => reply.kind === kind);
  if (!found) throw new Error(`no ${kind}`);
  return found;
}
