import type { Stores } from '../fakes/fake-stores.ts';
import { someContact, someEnrollment, someone } from '../fixtures/someone.ts';

export function personalDataContract(stores: () => Stores): void {
  test('nothing is stored about a user who never came', async () => {
    const { personalData } = stores();

    expect(await personalData.kindsAbout(someone())).toEqual([]);
    expect(await personalData.forget(someone())).toEqual({ keptRequests: false });
  });

  test.each([
    ['contact', async (user) => stores().contacts.remember(someContact(user))],
    ['guide', async (user) => stores().enrollments.save(someEnrollment(user, 'one'), undefined)],
  ] satisfies [string, (user: ReturnType<typeof someone>) => Promise<unknown>][])(
    'the %s is named, and forgotten',
    async (kind, store) => {
      const [user, other] = [someone(), someone()];
      await store(user);
      await store(other);
      expect(await stores().personalData.kindsAbout(user)).toEqual([kind]);

      expect(await stores().personalData.forget(user)).toEqual({ keptRequests: false });

      expect(await stores().personalData.kindsAbout(user)).toEqual([]);
      expect(await stores().personalData.kindsAbout(other)).toEqual([kind]);
    },
  );

  test.each<[string, (user: ReturnType<typeof someone>) => Promise<unknown>]>([
    ['all messages', (user) => stores().preferences.stopMessages(user)],
    ['those of rollouts', (user) => stores().preferences.stopNudges(user)],
  ])('of somebody who stopped %s, that no rollout may write to them is all that is kept', async (_which, stop) => {
    const { contacts, preferences, personalData } = stores();
    const user = someone();
    await contacts.remember(someContact(user));
    await stop(user);
    expect(await personalData.kindsAbout(user)).toEqual(['contact', 'preferences']);

    await personalData.forget(user);

    expect(await personalData.kindsAbout(user)).toEqual(['preferences']);
    expect(await preferences.wantsMessages(user)).toBe(true);
  });

  test('an open request is kept, said so, and gone once it is closed', async () => {
    const { requests, personalData } = stores();
    const user = someone();
    const { number } = await requests.open(user, 'tap', {});

    expect(await personalData.forget(user)).toEqual({ keptRequests: true });
    expect(await requests.openOf(user)).toHaveLength(1);

    expect(await requests.cancel(user, number)).toBe(true);
    expect(await personalData.kindsAbout(user)).toEqual([]);
  });

  test('a closed request is stored until the user asks for deletion', async () => {
    const { requests, personalData } = stores();
    const user = someone();
    const { number } = await requests.open(user, 'tap', {});
    await requests.cancel(user, number);
    expect(await personalData.kindsAbout(user)).toEqual(['requests']);

    expect(await personalData.forget(user)).toEqual({ keptRequests: false });

    expect(await personalData.kindsAbout(user)).toEqual([]);
  });
}
