import { randomUUID } from 'node:crypto';
import type { HelpdeskCommand } from '../../src/helpdesk/command.ts';
import type { Intents } from '../../src/helpdesk/ports.ts';
import { caseOpenedAt, minutesAfter } from '../fixtures/some-case.ts';
import { someone } from '../fixtures/someone.ts';

export function intentsContract(intents: () => Intents): void {
  test.each([['card-1'], [undefined]])('a command is taken once, with the card %p', async (cardId) => {
    const intent = { ...someIntent(), cardId };
    await intents().put(intent);

    const taken = { command: intent.command, cardId };
    expect(await intents().take(intent.id, intent.operator, caseOpenedAt)).toEqual(taken);

    expect(await intents().take(intent.id, intent.operator, caseOpenedAt)).toBeUndefined();
  });

  test('of those that wait to issue one case the first is found, by its operator, until it is taken or over', async () => {
    const first = someIntent();
    const second = { ...first, id: randomUUID(), expiresAt: minutesAfter(caseOpenedAt, 6) };
    const ofAnotherRevision = { ...first, id: randomUUID(), command: { ...first.command, revision: randomUUID() } };
    for (const intent of [second, first, ofAnotherRevision, someIntent()]) await intents().put(intent);
    const waiting = (operator = first.operator, now = caseOpenedAt) => intents().waiting(first.command, operator, now);

    expect(await waiting()).toEqual({ id: first.id, expiresAt: first.expiresAt });
    expect(await waiting(someone())).toBeUndefined();
    expect(await waiting(first.operator, first.expiresAt)).toMatchObject({ id: second.id });
    await intents().take(first.id, first.operator, caseOpenedAt);
    expect(await waiting()).toMatchObject({ id: second.id });
  });

  test('only its operator takes it, and trying does not use it up', async () => {
    const intent = someIntent();
    await intents().put(intent);

    expect(await intents().take(intent.id, someone(), caseOpenedAt)).toBeUndefined();
    expect(await intents().take(randomUUID(), intent.operator, caseOpenedAt)).toBeUndefined();

    expect(await intents().take(intent.id, intent.operator, caseOpenedAt)).toBeDefined();
  });

  test.each([
    ['just before it expires', -1, true],
    ['when it expires', 0, false],
    ['later', 1, false],
  ])('taking it %s', async (_when, milliseconds, isTaken) => {
    const intent = someIntent();
    await intents().put(intent);

    const taken = await intents().take(intent.id, intent.operator, new Date(intent.expiresAt.getTime() + milliseconds));

    expect(taken !== undefined).toBe(isTaken);
  });

  test('fifty clients of one operator that bring a token: one takes it', async () => {
    const intent = someIntent();
    await intents().put(intent);

    const taken = await Promise.all(
      Array.from({ length: 50 }, () => intents().take(intent.id, intent.operator, caseOpenedAt)),
    );

    expect(taken.filter(Boolean)).toHaveLength(1);
  });

  test('the key of a sealed TAP is never stored', async () => {
    const command: HelpdeskCommand = { kind: 'show-tap', sealed: randomUUID(), key: 'the-key' };
    const intent = { ...someIntent(), command };

    await expect(intents().put(intent)).rejects.toThrow(RangeError);

    expect(await intents().take(intent.id, intent.operator, caseOpenedAt)).toBeUndefined();
  });
}

function someIntent() {
  const command = { kind: 'issue', case: randomUUID(), revision: randomUUID(), replace: true } as const;
  return {
    id: randomUUID(),
    operator: someone(),
    command,
    cardId: undefined,
    expiresAt: minutesAfter(caseOpenedAt, 5),
  };
}
