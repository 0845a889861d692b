import { isEveryAppOld } from '../passkeys/authenticator-app.ts';
import type { GroupId, UserId } from '../passkeys/ids.ts';
import { passkeysIn } from '../passkeys/methods.ts';
import type { TruthAbout } from '../rollout/ports.ts';
import type { BatchAnswer, BatchRead } from './graph-client.ts';
import { GraphError } from './graph-error.ts';
import { known } from './known.ts';
import { parseAccount } from './parse-account.ts';
import { parseMailbox } from './parse-mailbox.ts';
import { parseMethods } from './parse-methods.ts';
import { MemberGroups } from './rollout-schema.ts';
import { ListPage } from './schema.ts';
import { methodsPath } from './user-requests.ts';

/** What is asked about one user just before a send; each by a service with limits of its own. */
export type Part = 'methods' | 'mailbox' | 'account' | 'audience';
export type Wanted = { readonly user: UserId; readonly part: Part };

export function requestFor(
  { user, part }: Wanted,
  index: number,
  { audience }: { readonly audience?: GroupId | undefined },
): BatchRead {
  const id = String(index);
  switch (part) {
    case 'methods':
      return { id, url: methodsPath(user) };
    case 'mailbox':
      return { id, url: `/users/${user}/mailboxSettings` };
    case 'account':
      return { id, url: `/users/${user}?$select=id,accountEnabled` };
    case 'audience':
      return { id, url: `/users/${user}/checkMemberGroups`, body: { groupIds: audience ? [audience] : [] } };
  }
}

/** What an answer adds to what is known. */
export function toldBy({ part }: Pick<Wanted, 'part'>, answer: BatchAnswer, now: Date): Partial<TruthAbout> {
  switch (part) {
    case 'methods':
      return toldByMethods(answer);
    case 'mailbox': {
      const mailbox = answer instanceof GraphError ? undefined : parseMailbox(answer.body, now);
      return mailbox ? { mailbox } : {};
    }
    case 'account':
      return isEnabled(answer);
    case 'audience':
      return inAudience(answer);
  }
}

/** As the guide has it. Nobody has so many methods that there were a second page; if there is one, no passkey on the first proves nothing. */
function toldByMethods(answer: BatchAnswer): Pick<TruthAbout, 'hasPasskey' | 'hasOldApp'> {
  if (answer instanceof GraphError) return { hasPasskey: answer.code === 'throttled' ? 'throttled' : 'unknown' };
  const { data } = ListPage.safeParse(answer.body);
  if (!data) return { hasPasskey: 'unknown' };
  const entries = parseMethods(data.value);
  const methods = known(entries);
  if (passkeysIn({ methods }).length > 0) return { hasPasskey: true };
  // An entry that was not understood might be one.
  const isWhole = data['@odata.nextLink'] === undefined && entries.length === data.value.length;
  if (!isWhole) return { hasPasskey: 'unknown' };
  return { hasPasskey: false, ...(isEveryAppOld({ methods }) && { hasOldApp: true }) };
}

/** Who has been deleted is gone, too. */
function isEnabled(answer: BatchAnswer): Partial<TruthAbout> {
  if (answer instanceof GraphError) return answer.code === 'not-found' ? { isEnabled: false } : {};
  const enabled = parseAccount(answer.body)?.enabled;
  return enabled === undefined ? {} : { isEnabled: enabled };
}

/** Of the one group that was asked about. */
function inAudience(answer: BatchAnswer): Partial<TruthAbout> {
  if (answer instanceof GraphError) return answer.code === 'not-found' ? { inAudience: false } : {};
  const { data } = MemberGroups.safeParse(answer.body);
  return data ? { inAudience: data.value.length > 0 } : {};
}
