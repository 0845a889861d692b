import type { CastMember } from './cast-member.ts';
import { app, iPhone, pixel } from './cast-phones.ts';
import { groupIds } from './tenant.ts';

const isOwner = [groupIds.passkeyUsers, groupIds.rolloutOwners];

/** Who run the campaigns. Everybody is invented. */
// biome-ignore format: one person, one paragraph
export const rolloutCast: readonly CastMember[] = [
  {
    number: 45, nick: 'runa', name: 'Runa Tindale', shows: 'Rollout owner: runs the campaigns',
    jobTitle: 'Programme manager', department: 'IT', language: 'en-GB', country: 'GB', manager: 'tilda',
    groups: isOwner, methods: [...app, 'authenticator-passkey'], phones: [iPhone], laptop: 1,
  },
  {
    number: 46, nick: 'basil', name: 'Basil Overgaard', shows: 'Rollout owner: the second one, who approves',
    jobTitle: 'Change manager', department: 'IT', language: 'en-GB', country: 'DK', manager: 'tilda',
    groups: isOwner, methods: [...app, 'authenticator-passkey'], phones: [pixel], laptop: 1,
  },
];
