import type { CastMember } from './cast-member.ts';
import { app, bareGalaxy, bareIPhone, galaxy, iPhone, pixel, seenYesterday } from './cast-phones.ts';
import { helpdeskCast } from './helpdesk-cast.ts';
import { rolloutCast } from './rollout-cast.ts';
import { groupIds, unitIds } from './tenant.ts';

/** Everybody is invented. */
// biome-ignore format: one person, one paragraph
const employees: readonly CastMember[] = [
  {
    number: 1, nick: 'alva', name: 'Alva Lindqvist', shows: 'Ready: iPhone with iOS 18, everything in order',
    jobTitle: 'Project lead', department: 'Engineering', language: 'en-US', country: 'US', manager: 'mika',
    alsoIn: [groupIds.pilot], methods: app, phones: [iPhone], laptop: 1,
  },
  {
    number: 2, nick: 'rui', name: 'Rui Tavares',
    shows: 'Ready: Samsung with Android 14, where Samsung Pass steps in', jobTitle: 'Account manager',
    department: 'Sales', language: 'pt-PT', country: 'PT', manager: 'mika', groups: [groupIds.sales], alsoIn: [groupIds.pilot], methods: app,
    phones: [galaxy], laptop: 2,
  },
  {
    number: 3, nick: 'pia', name: 'Pia Sommerfeld', shows: 'Ready: Pixel with Android 16', jobTitle: 'Designer',
    department: 'Marketing', language: 'de-DE', country: 'DE', manager: 'mika', alsoIn: [groupIds.pilot, groupIds.berlin], methods: app, phones: [pixel],
  },
  {
    number: 4, nick: 'bela', name: 'Béla Varga', shows: 'Has to update iOS 16 first', jobTitle: 'Technician',
    department: 'Facilities', language: 'en-GB', country: 'HU', manager: 'omar',
    groups: [groupIds.authenticatorOnly], alsoIn: [groupIds.pilot], methods: app,
    phones: [{ ...iPhone, model: 'iPhone 12', osVersion: '16.7.10' }],
  },
  {
    number: 5, nick: 'nils', name: 'Nils Aaboe', shows: 'Warned about an old Authenticator, not stopped',
    jobTitle: 'Controller', department: 'Finance', language: 'en-GB', country: 'DK', manager: 'mika', methods: app,
    phones: [{ ...iPhone, authenticator: '6.8.9' }], laptop: 1,
  },
  {
    number: 6, nick: 'lita', name: 'Lita Moreno',
    shows: 'Only Authenticator Lite (inside Outlook): has to install the app', jobTitle: 'Recruiter',
    department: 'People', language: 'es-ES', country: 'ES', manager: 'mika',
    methods: ['password', 'authenticator-lite'], phones: [{ ...bareIPhone, ...seenYesterday }],
  },
  {
    number: 7, nick: 'noor', name: 'Noor Rahimi',
    shows: 'First day: no second factor yet, needs a Temporary Access Pass', jobTitle: 'Trainee',
    department: 'Finance', language: 'nl-NL', country: 'NL', manager: 'nils', joined: 1,
    alsoIn: [groupIds.pilot], methods: ['password'],
    phones: [{ ...bareIPhone, ...seenYesterday }], laptop: 1,
  },
  {
    number: 8, nick: 'tomasz', name: 'Tomasz Zielny', shows: 'No phone on record at all', jobTitle: 'Analyst',
    department: 'Finance', language: 'en-GB', country: 'PL', manager: 'nils', alsoIn: [groupIds.pilot], methods: ['password', 'text-message'],
    phones: [],
  },
  {
    number: 9, nick: 'stella', name: 'Stella Marchetti', shows: 'What Intune knows of the phone is 47 days old',
    jobTitle: 'Buyer', department: 'Logistics', language: 'it-IT', country: 'IT', manager: 'omar', alsoIn: [groupIds.berlin], awayForDays: 6, methods: app,
    phones: [{ ...iPhone, osVersion: '17.6.1', intune: 47, entra: 47 }],
  },
  {
    number: 10, nick: 'enzo', name: 'Enzo Delacroix', shows: 'The phone is known from an Entra device object only',
    jobTitle: 'Consultant', department: 'Sales', language: 'fr-FR', country: 'FR', manager: 'rui', methods: app,
    phones: [{ ...bareGalaxy, authenticator: '6.2510.6840', entra: 3 }],
  },
  {
    number: 11, nick: 'mika', name: 'Mika Laine', shows: 'Several phones: one good, one too old, one Android',
    jobTitle: 'Head of operations', department: 'Management', language: 'en-GB', country: 'FI', methods: app,
    phones: [ iPhone, { ...bareIPhone, model: 'iPhone 8', osVersion: '16.7.10', ...seenYesterday, intune: 12 },
    { ...pixel, model: 'Pixel 7', osVersion: '15', owner: 'company', intune: 4 }, ], laptop: 1,
  },
  {
    number: 12, nick: 'wanda', name: 'Wanda Okoro', shows: 'Company-managed Android with a work profile',
    jobTitle: 'Field engineer', department: 'Facilities', language: 'en-GB', country: 'GB', manager: 'omar',
    methods: app,
    phones: [{ ...galaxy, model: 'SM-G556B', osVersion: '15', owner: 'company', hasWorkProfile: true }],
  },
  {
    number: 13, nick: 'jari', name: 'Jari Koskela', shows: 'Rooted phone', jobTitle: 'Developer',
    department: 'Engineering', language: 'en-GB', country: 'FI', manager: 'alva', mayNotInstallApps: true, methods: app,
    phones: [{ ...pixel, isRooted: true }],
  },
  {
    number: 14, nick: 'petra', name: 'Petra Nowak', shows: 'Blocked by policy: in none of the passkey groups',
    jobTitle: 'Lawyer', department: 'Legal', language: 'en-GB', country: 'AT', manager: 'mika', groups: [],
    methods: app, phones: [iPhone],
  },
  {
    number: 15, nick: 'xaver', name: 'Xaver Hintermoser',
    shows: 'Blocked by policy: in an excluded group, which beats every other', jobTitle: 'Executive',
    department: 'Management', language: 'de-DE', country: 'DE',
    groups: [groupIds.passkeyUsers, groupIds.excluded, groupIds.protectedPeople], alsoIn: [groupIds.berlin], methods: app, phones: [iPhone],
  },
  {
    number: 16, nick: 'gita', name: 'Gita Ramanathan (Fabrikam)', shows: 'Guest: makes a passkey at home, not here',
    jobTitle: 'Partner', department: 'External', country: 'IN', isGuest: true, methods: ['text-message'],
    phones: [],
  },
  {
    number: 17, nick: 'atti', name: 'Atti Brandvold',
    shows: 'Attested profile: only inside Authenticator, no QR code', jobTitle: 'Security analyst',
    department: 'IT', language: 'en-GB', country: 'NO', manager: 'omar',
    groups: [groupIds.attestedOnly, groupIds.tenantAdmins], methods: app, phones: [pixel], laptop: 1,
  },
  {
    number: 18, nick: 'dora', name: 'Dora Weiss', shows: 'Done: has a passkey in Authenticator',
    jobTitle: 'Scientist', department: 'Research', language: 'en-US', country: 'CH', manager: 'alva',
    alsoIn: [groupIds.pilot], methods: [...app, 'authenticator-passkey'], phones: [iPhone], laptop: 1,
  },
  {
    number: 19, nick: 'cleo', name: 'Cleo Fontaine', shows: 'Has a synced passkey in iCloud Keychain',
    jobTitle: 'Editor', department: 'Marketing', language: 'fr-CA', country: 'CA', manager: 'pia',
    alsoIn: [groupIds.berlin], methods: [...app, 'icloud-passkey'], phones: [iPhone],
  },
  {
    number: 20, nick: 'hugo', name: 'Hugo Stenmark', shows: 'Only Windows Hello on a PC, no phone',
    jobTitle: 'Dispatcher', department: 'Logistics', language: 'en-GB', country: 'SE', manager: 'omar',
    hasNoTeams: true, methods: ['password', 'windows-hello'], phones: [], laptop: 1,
  },
  {
    number: 21, nick: 'dirk', name: 'Dirk Fromm', shows: 'Account is disabled', jobTitle: 'Clerk',
    department: 'Finance', language: 'de-DE', country: 'DE', isDisabled: true, manager: 'nils', alsoIn: [groupIds.berlin], methods: app,
    phones: [iPhone],
  },
  {
    number: 22, nick: 'ines', name: 'Inês Sarmento', shows: 'Lost the only phone; nothing else is registered',
    jobTitle: 'Nurse', department: 'Care', language: 'en-US', country: 'PT', manager: 'wanda',
    methods: ['password', 'authenticator'], phones: [{ ...galaxy, model: 'SM-G991B', intune: 5, entra: 5 }],
    laptop: 1,
  },
  {
    number: 23, nick: 'omar', name: 'Omar Haddad', shows: 'Help desk: Authentication Administrator',
    jobTitle: 'Service desk lead', department: 'IT', language: 'en-US', country: 'US', manager: 'mika',
    groups: [groupIds.passkeyUsers, groupIds.helpdesk],
    roles: ['Authentication Administrator'], methods: [...app, 'authenticator-passkey'], phones: [iPhone],
    laptop: 1,
  },
  {
    number: 24, nick: 'zoe', name: '**Zoë** <b onmouseover=alert(1)>"O\'Hara"</b> ${user.id} \u202Etxt.exe\u202C',
    shows: 'A name that needs care: Markdown, HTML, a template hole, a bidi override',
    jobTitle: '[Tester](https://evil.example)', department: 'Quality', language: 'en-GB', country: 'IE',
    manager: 'alva', methods: app, phones: [pixel],
  },
  {
    number: 25, nick: 'yuki', name: '山本 由紀',
    shows: 'Ready, and reads Japanese; only passkeys in Authenticator are allowed', jobTitle: 'Architect',
    department: 'Engineering', language: 'ja-JP', country: 'JP', manager: 'alva',
    groups: [groupIds.authenticatorOnly], hasIanaZone: true, methods: app, phones: [iPhone], laptop: 1,
  },
  {
    number: 26, nick: 'amal', name: 'أمل الخطيب',
    shows: 'Ready, and reads Arabic; Authenticator is not installed on the new phone', jobTitle: 'Translator',
    department: 'Legal', language: 'ar-AE', country: 'AE', manager: 'petra', hasIanaZone: true, methods: ['password', 'text-message'],
    phones: [{ ...bareGalaxy, osVersion: '15', ...seenYesterday }],
  },
  {
    number: 27, nick: 'kurt', name: 'Kurt Ebner', shows: 'Has a security key, no phone', jobTitle: 'Plant operator',
    department: 'Production', language: 'de-AT', country: 'AT', manager: 'omar', units: [unitIds.plant],
    hasNoMailbox: true, methods: ['password', 'security-key'], phones: [],
  },
];

export const cast: readonly CastMember[] = [...employees, ...helpdeskCast, ...rolloutCast];
