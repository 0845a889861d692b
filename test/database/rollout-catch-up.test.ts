import { createAudience } from '../../src/database/audience.ts';
import { createCampaigns } from '../../src/database/campaigns.ts';
import { createContacts } from '../../src/database/contacts.ts';
import { createLedger } from '../../src/database/ledger.ts';
import { createParticipants } from '../../src/database/participants.ts';
import { createPreferences } from '../../src/database/preferences.ts';
import { createReports } from '../../src/database/rollout-reports.ts';
import { createSenderLease } from '../../src/database/sender-lease.ts';
import { catchUp, type Found } from '../../src/rollout/catch-up.ts';
import type { Member } from '../../src/rollout/person.ts';
import { planCampaign } from '../../src/rollout/plan-campaign.ts';
import { sweepAudit } from '../../src/rollout/sweep-registrations.ts';
import { emptyTenant, fakeSource } from '../fakes/fake-rollout-planning.ts';
import { hoursAfter, nudgedCampaign } from '../fixtures/rollout-stores.ts';
import { silentLog } from '../fixtures/silent-log.ts';
import { someCampaign, someMember, someRegistration } from '../fixtures/some-campaign.ts';
import { everybody, someSettings } from '../fixtures/some-nudge.ts';
import { someone } from '../fixtures/someone.ts';
import { describeDatabases } from '../fixtures/test-database.ts';

const now = new Date();

describeDatabases((_name, database) => {
  const stores = () => {
    const { db } = database();
    return {
      campaigns: createCampaigns(db),
      audience: createAudience(db),
      ledger: createLedger(db, () => now),
      lease: createSenderLease(db),
      participants: createParticipants(db, () => now),
      reports: createReports(db),
      contacts: createContacts(db),
      preferences: createPreferences(db),
      now,
    };
  };

  /** A passkey of each, 20 hours old; the one is told of by id, the other by address. */
  const truthAbout = (one: Member, other: Member) => ({
    addedSince: async (since: Date) => {
      const at = hoursAfter(now, -20);
      const isIn = since <= at;
      const until = new Date(now.getTime() - 10 * 60_000);
      const value = { users: isIn ? [{ user: one.user, at }] : [], upns: isIn ? [{ upn: other.upn, at }] : [], until };
      return { known: true, value } as const;
    },
  });

  test('a campaign that is planned later knows of passkeys that a sweep for an earlier one has passed', async () => {
    const ports = { ...stores(), now: () => now };
    const { audience, participants, reports } = ports;
    const [one, other, third] = [someMember(), someMember(), someMember()];
    const truth = truthAbout(one, other);
    const earlier = await nudgedCampaign(stores(), [someone()], 72);
    expect((await sweepAudit({ ...ports, truth }))?.found).toEqual([]);
    expect(await reports.sweptAt('audit')).toEqual(new Date(now.getTime() - 10 * 60_000));

    const planning = { askedBy: someone(), startedAt: '', step: 'members', people: 0, requests: 0 } as const;
    const asked = await ports.campaigns.create(someCampaign({ status: 'planning', planning, include: [everybody] }));
    const members = [one, other, third];
    const registrations = members.map(({ user }) =>
      someRegistration({ user, updatedAt: hoursAfter(now, -30).toISOString() }),
    );
    const found: Found[] = [];
    await planCampaign(asked.id, {
      ...ports,
      source: fakeSource({ ...emptyTenant, groups: new Map([[everybody.id, members]]), registrations }),
      settings: someSettings,
      log: silentLog,
      newId: () => crypto.randomUUID(),
      catchUp: async (report) => void found.push(...(await catchUp(report, { ...ports, truth })).found),
    });

    for (const { user } of [one, other])
      expect(await participants.load(asked.id, user)).toMatchObject({ segment: 'done', doneAt: hoursAfter(now, -20) });
    expect(await participants.load(asked.id, third.user)).toMatchObject({ segment: 'ready', doneAt: undefined });
    expect(await reports.counts(asked.id)).toMatchObject({ audience: 3, done: 2, doneSinceStart: 0 });
    expect(await audience.count(asked.id)).toBe(3);
    expect(found).toEqual([]);
    expect((await reports.counts(earlier.id)).done).toBe(0);
  });
});
