import type { Preferences } from '../../src/enrollment/ports.ts';
import { someone } from '../fixtures/someone.ts';

export function preferencesContract(preferences: () => Preferences): void {
  test('messages are wanted until the user says otherwise', async () => {
    expect(await preferences().wantsMessages(someone())).toBe(true);
  });

  test('"stop" holds for that user, however often it is said', async () => {
    const user = someone();

    await preferences().stopMessages(user);
    await preferences().stopMessages(user);

    expect(await preferences().wantsMessages(user)).toBe(false);
    expect(await preferences().wantsMessages(someone())).toBe(true);
  });

  test('the guide may write to whoever stopped the messages of rollouts', async () => {
    const user = someone();

    await preferences().stopNudges(user);
    await preferences().stopNudges(user);

    expect(await preferences().wantsMessages(user)).toBe(true);
  });

  test('and can be taken back', async () => {
    const user = someone();
    await preferences().stopMessages(user);

    await preferences().allowMessages(user);
    await preferences().allowMessages(user);

    expect(await preferences().wantsMessages(user)).toBe(true);
  });
}
