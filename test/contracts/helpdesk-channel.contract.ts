import type { StoredChannels } from '../../src/helpdesk/ports.ts';
import { caseOpenedAt, minutesAfter } from '../fixtures/some-case.ts';
import { someone } from '../fixtures/someone.ts';

const serviceUrl = 'https://smba.contoso.example/emea/';
const lookedAt = caseOpenedAt;

export function helpdeskChannelContract(channels: () => StoredChannels): void {
  const set = async (name: string) => {
    const channel = { conversationId: `19:${name}@thread.tacv2`, serviceUrl, setBy: someone(), lookedAt };
    await channels().set(channel);
    return channel;
  };

  test('there is no channel until one is set, and the last one set counts', async () => {
    expect(await channels().stored()).toBeUndefined();
    expect(await channels().found('19:none', 'guests', lookedAt)).toBe(false);

    for (const name of ['first', 'second']) {
      const channel = await set(name);
      expect(await channels().stored()).toEqual({ ...channel, problem: undefined });
    }
  });

  test('a look is kept, and tells whether it changes anything: once', async () => {
    const { conversationId } = await set('looked-at');
    const later = minutesAfter(lookedAt, 60);

    expect(await channels().found(conversationId, undefined, later)).toBe(false);
    expect(await channels().stored()).toMatchObject({ lookedAt: later, problem: undefined });
    expect(await channels().found(conversationId, 'guests', later)).toBe(true);
    expect(await channels().found(conversationId, 'unreadable', later)).toBe(false);
    expect(await channels().stored()).toMatchObject({ lookedAt: later, problem: 'unreadable' });
    expect(await channels().found(conversationId, undefined, later)).toBe(true);
    expect(await channels().stored()).toMatchObject({ problem: undefined });
  });

  test('what was found of another channel says nothing about this one', async () => {
    const channel = await set('this');

    expect(await channels().found('19:another', 'guests', minutesAfter(lookedAt, 1))).toBe(false);
    expect(await channels().stored()).toEqual({ ...channel, problem: undefined });
  });

  test('after somebody came or went it counts as not looked at, and a problem stays one', async () => {
    const { conversationId } = await set('distrusted');
    await channels().found(conversationId, 'guests', lookedAt);

    await channels().distrust();

    expect(await channels().stored()).toMatchObject({ lookedAt: undefined, problem: 'guests' });
  });

  test('one that is set anew has no problem', async () => {
    const { conversationId } = await set('again');
    await channels().found(conversationId, 'guests', lookedAt);

    expect(await channels().stored()).toMatchObject({ problem: 'guests' });
    await set('again');
    expect(await channels().stored()).toMatchObject({ problem: undefined });
  });
}
