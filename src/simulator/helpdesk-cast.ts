import type { CastMember } from './cast-member.ts';
import { app, bareGalaxy, galaxy, iPhone, pixel, seenYesterday } from './cast-phones.ts';
import { groupIds, unitIds } from './tenant.ts';

const inHelpdesk = [groupIds.passkeyUsers, groupIds.helpdesk];

/** The help desk, besides Omar. */
// biome-ignore format: one person, one paragraph
const operators: readonly CastMember[] = [
  {
    number: 28, nick: 'sanna', name: 'Sanna Kivel', shows: 'Help desk: a second Authentication Administrator',
    jobTitle: 'Service desk agent', department: 'IT', language: 'en-US', country: 'FI', manager: 'tilda',
    groups: inHelpdesk, roles: ['Authentication Administrator'], methods: [...app, 'authenticator-passkey'],
    phones: [iPhone], laptop: 1,
  },
  {
    number: 29, nick: 'hank', name: 'Hank Oduya',
    shows: 'Help desk: Helpdesk Administrator only, which is not enough to issue anything',
    jobTitle: 'Service desk agent', department: 'IT', language: 'en-US', country: 'US', manager: 'omar',
    groups: inHelpdesk, roles: ['Helpdesk Administrator'], methods: app, phones: [iPhone],
  },
  {
    number: 30, nick: 'elif', name: 'Elif Demirok', shows: 'Help desk: eligible for the role, not activated',
    jobTitle: 'Service desk agent', department: 'IT', language: 'en-GB', country: 'TR', manager: 'omar',
    groups: inHelpdesk, eligibleRoles: ['Authentication Administrator'], methods: app, phones: [galaxy],
  },
  {
    number: 31, nick: 'ugo', name: 'Ugo Bellandi', shows: 'Help desk: only for the plant, an administrative unit',
    jobTitle: 'Plant support', department: 'Production', language: 'it-IT', country: 'IT', manager: 'omar',
    groups: inHelpdesk, roles: ['Authentication Administrator'], roleUnit: unitIds.plant, methods: app,
    phones: [iPhone],
  },
  {
    number: 32, nick: 'wim', name: 'Wim Deceuninck',
    shows: 'Help desk: Privileged Authentication Administrator, for everybody but himself',
    jobTitle: 'Identity engineer', department: 'IT', language: 'nl-BE', country: 'BE', manager: 'mika',
    groups: inHelpdesk, roles: ['Privileged Authentication Administrator'], methods: app, phones: [iPhone],
  },
];

/** Whom one thinks twice about before issuing a pass. */
// biome-ignore format: one person, one paragraph
const callers: readonly CastMember[] = [
  {
    number: 33, nick: 'ivo', name: 'Ivo Brandsma', shows: 'Lost the phone; got another manager five minutes ago',
    jobTitle: 'Planner', department: 'Logistics', language: 'en-GB', country: 'NL', manager: 'rui',
    managerSetMinutesAgo: 5, methods: ['password', 'authenticator'], phones: [galaxy],
  },
  {
    number: 34, nick: 'tilda', name: 'Tilda Rehn', shows: 'Manages her own operator, and the operator her',
    jobTitle: 'Head of IT', department: 'IT', language: 'en-GB', country: 'SE', manager: 'sanna', methods: app,
    phones: [iPhone],
  },
  {
    number: 35, nick: 'vera', name: 'Vera Falk', shows: 'Global Administrator',
    jobTitle: 'Cloud engineer', department: 'IT', language: 'en-US', country: 'US', manager: 'tilda',
    roles: ['Global Administrator'], methods: app, phones: [iPhone],
  },
  {
    number: 36, nick: 'gor', name: 'Gor Manukian', shows: 'Eligible for Global Administrator, not activated',
    jobTitle: 'Cloud engineer', department: 'IT', language: 'en-US', country: 'US', manager: 'tilda',
    eligibleRoles: ['Global Administrator'], methods: app, phones: [pixel],
  },
  {
    number: 37, nick: 'mona', name: 'Mona Achterberg', shows: 'Owns a role-assignable group',
    jobTitle: 'Team lead', department: 'IT', language: 'en-GB', country: 'NL', manager: 'tilda',
    ownedGroups: [groupIds.accountGuardians], methods: app, phones: [iPhone],
  },
  {
    number: 38, nick: 'lars', name: 'Lars Nygren', shows: 'Member of a role-assignable group, with a role through it',
    jobTitle: 'Account manager', department: 'IT', language: 'en-GB', country: 'SE', manager: 'mona',
    groups: [groupIds.passkeyUsers, groupIds.accountGuardians], methods: app, phones: [iPhone],
  },
  {
    number: 39, nick: 'greta', name: 'Greta Osterwald', shows: 'Executive: in the protected group',
    jobTitle: 'Chief financial officer', department: 'Management', language: 'de-DE', country: 'DE',
    groups: [groupIds.passkeyUsers, groupIds.protectedPeople], methods: app, phones: [iPhone],
  },
  {
    number: 40, nick: 'janf', name: 'Jan Overholm', shows: 'Has a namesake in Logistics', jobTitle: 'Accountant',
    department: 'Finance', language: 'en-GB', country: 'DK', joined: 900, manager: 'nils', methods: app,
    phones: [iPhone],
  },
  {
    number: 41, nick: 'janl', name: 'Jan Overholm', shows: 'Has a namesake in Finance; new here, no second factor',
    jobTitle: 'Driver', department: 'Logistics', language: 'en-GB', country: 'DK', joined: 3, manager: 'stella',
    methods: ['password'], phones: [{ ...bareGalaxy, ...seenYesterday }],
  },
  {
    number: 42, nick: 'zane', name: 'Zane\u200b Mer\u200drick\u2060', shows: 'A name with zero-width characters in it',
    jobTitle: 'Contractor', department: 'Quality', language: 'en-GB', country: 'IE', manager: 'alva', methods: app,
    phones: [pixel],
  },
  {
    number: 43, nick: 'ilse', name: 'Ilse Karhu (agency)',
    shows: 'Internal guest: may get a Temporary Access Pass, not a passkey', jobTitle: 'Temp', department: 'External',
    language: 'en-GB', country: 'FI', isInternalGuest: true, manager: 'stella', methods: ['password'],
    phones: [iPhone],
  },
  {
    number: 44, nick: 'quinn', name: 'Quinn Vandersteen',
    shows: 'Eligible for a role-assignable group, not activated', jobTitle: 'Cloud engineer', department: 'IT',
    language: 'en-GB', country: 'BE', manager: 'tilda', eligibleGroups: [groupIds.accountGuardians], methods: app,
    phones: [iPhone],
  },
];

/** Everybody is invented. */
export const helpdeskCast: readonly CastMember[] = [...operators, ...callers];
