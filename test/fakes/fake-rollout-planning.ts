import type { GroupId, UserId } from '../../src/passkeys/ids.ts';
import type { Campaign } from '../../src/rollout/campaign.ts';
import type { BlockedReason, Member, PhoneRecord, PolicyStanding, Registration } from '../../src/rollout/person.ts';
import {
  type Audience,
  type AudienceSource,
  type Campaigns,
  type EntraCampaign,
  type PasskeyTargets,
  PlanningFailed,
} from '../../src/rollout/ports.ts';
import type { Segment } from '../../src/rollout/segment.ts';

/** What Graph would answer. A group that is not there is gone. */
export type FakeTenant = {
  readonly groups: ReadonlyMap<GroupId, readonly Member[] | PlanningFailed>;
  readonly registrations: readonly Registration[] | PlanningFailed;
  readonly phones: readonly PhoneRecord[];
  readonly targets: PasskeyTargets | undefined;
  readonly entraCampaign: EntraCampaign | undefined;
  readonly pageSize: number;
};

export const emptyTenant: FakeTenant = {
  groups: new Map(),
  registrations: [],
  phones: [],
  targets: { isOff: false, everybody: true, include: [], exclude: [] },
  entraCampaign: undefined,
  pageSize: 2,
};

/** `onPage` is called before each page: time passes there, and others act. */
export function fakeSource(tenant: FakeTenant, onPage: () => void = () => undefined): AudienceSource {
  async function* pages<T>(rows: readonly T[] | PlanningFailed | undefined, onRequest: () => void) {
    if (rows === undefined) throw new PlanningFailed('group-gone');
    if (rows instanceof PlanningFailed) throw rows;
    for (let at = 0; at < rows.length; at += tenant.pageSize) {
      onPage();
      onRequest();
      yield rows.slice(at, at + tenant.pageSize);
    }
  }
  const known = <T>(value: T | undefined) =>
    value === undefined ? ({ known: false, because: 'unavailable' } as const) : ({ known: true, value } as const);
  return {
    searchGroups: async () => known(undefined),
    groupsById: async () => known(undefined),
    membersOf: (group, onRequest) => pages(tenant.groups.get(group), onRequest),
    registrations: (onRequest) => pages(tenant.registrations, onRequest),
    phones: (onRequest) => pages(tenant.phones, onRequest),
    passkeyTargets: async () => known(tenant.targets),
    registrationCampaign: async () => known(tenant.entraCampaign),
  };
}

export type FakeCampaigns = Campaigns & { readonly saved: Campaign[] };

export function fakeCampaigns(...campaigns: readonly Campaign[]): FakeCampaigns {
  const rows = new Map(campaigns.map((campaign) => [campaign.id, campaign]));
  const saved: Campaign[] = [];
  return {
    saved,
    async create(campaign) {
      const created = { ...campaign, number: rows.size + 1 };
      rows.set(created.id, created);
      return created;
    },
    load: async (id) => rows.get(id),
    list: async (limit) => [...rows.values()].slice(0, limit),
    withStatus: async (...statuses) => [...rows.values()].filter(({ status }) => statuses.includes(status)),
    async save(next, expected) {
      if (next.revision === expected) throw new RangeError('A changed campaign needs a new revision');
      if (rows.get(next.id)?.revision !== expected) return false;
      rows.set(next.id, next);
      saved.push(next);
      return true;
    },
    async remove(id) {
      rows.delete(id);
    },
  };
}

type Row = {
  readonly member: Member;
  readonly marks: Set<string>;
  readonly phones: PhoneRecord[];
  registration?: Registration;
  segment?: Segment;
  because?: BlockedReason;
  wave?: number;
};
export type FakeAudience = Audience & { readonly rows: Map<UserId, Row> };

/** Of one campaign. */
export function fakeAudience(): FakeAudience {
  const rows = new Map<UserId, Row>();
  const standing = ({ marks }: Row, targets: PasskeyTargets): PolicyStanding => {
    if (targets.isOff) return 'off';
    if (marks.has('excluded')) return 'excluded';
    return targets.everybody || marks.has('targeted') ? 'allowed' : 'not-targeted';
  };
  return {
    rows,
    async clear() {
      rows.clear();
    },
    async add(_campaign, members) {
      for (const member of members)
        if (!rows.has(member.user)) rows.set(member.user, { member, marks: new Set(), phones: [] });
    },
    async drop(_campaign, users) {
      for (const user of users) rows.delete(user);
    },
    async mark(_campaign, mark, users) {
      for (const user of users) rows.get(user)?.marks.add(mark);
    },
    async keepOnlyMarked(_campaign, mark) {
      for (const [user, { marks }] of rows) if (!marks.has(mark)) rows.delete(user);
    },
    async noteRegistrations(_campaign, registrations) {
      for (const registration of registrations) {
        const row = rows.get(registration.user);
        if (row) row.registration = registration;
      }
    },
    async notePhones(_campaign, phones) {
      for (const phone of phones) rows.get(phone.user)?.phones.push(phone);
    },
    async facts(_campaign, targets, after, limit) {
      const users = [...rows.keys()].toSorted().filter((user) => after === undefined || user > after);
      return users.slice(0, limit).flatMap((user) => {
        const row = rows.get(user);
        if (!row) return [];
        const { member, registration, phones } = row;
        const { isEnabled, isGuest } = member;
        const policy = targets && standing(row, targets);
        const known = { ...(registration && { registration }), ...(policy && { policy }) };
        return [{ user, isEnabled, isGuest, phones, lacksBluetooth: false, ...known }];
      });
    },
    async setSegments(_campaign, people) {
      for (const { user, segment, because } of people) {
        const row = rows.get(user);
        if (row) Object.assign(row, { segment, because });
      }
    },
    async assignWaves(_campaign, perDay, order) {
      const waves: number[] = [];
      let placed = 0;
      for (const segment of order)
        for (const row of rows.values()) {
          if (row.segment !== segment) continue;
          row.wave = row.marks.has('pilot') ? 0 : 1 + Math.floor(placed++ / perDay);
          waves[row.wave] = (waves[row.wave] ?? 0) + 1;
        }
      return Array.from(waves, (people = 0) => people);
    },
    count: async () => rows.size,
    countAmong: async (_campaign, users) => users.filter((user) => rows.has(user)).length,
  };
}
