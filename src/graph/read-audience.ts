import type { PasskeyGoal } from '../passkeys/goal.ts';
import { type GroupId, groupId } from '../passkeys/ids.ts';
import type { Member, PhoneRecord, Registration } from '../rollout/person.ts';
import type { AudienceSource, Pages, PlanningFailed } from '../rollout/ports.ts';
import { GraphError } from './graph-error.ts';
import { nameGroups } from './name-groups.ts';
import { parseMembers, parsePhones, parseRegistrations } from './parse-audience.ts';
import { planningFailure } from './planning-failure.ts';
import { readEntraCampaign, readPasskeyTargets } from './read-campaign-policies.ts';
import { reporter } from './report-failure.ts';
import { pageReader, type RolloutGraphOptions } from './rollout-room.ts';
import { searchGroups } from './search-groups.ts';
import { type PageQuestion, type PageReader, streamPages } from './stream-pages.ts';

/** The most that Graph gives for users and groups in one page. */
const pageSize = 999;
/** Milliseconds for what a rollout owner waits for. */
const limitMs = 6_000;

const memberFields = 'id,displayName,userPrincipalName,userType,accountEnabled,preferredLanguage,usageLocation,country';
const phoneFields = 'id,userId,operatingSystem,osVersion,manufacturer,lastSyncDateTime';
const reportPath = '/reports/authenticationMethods/userRegistrationDetails';

type Room = { readonly options: RolloutGraphOptions; readonly reader: PageReader };

export type AudienceSourceOptions = RolloutGraphOptions & { readonly goal: PasskeyGoal };

export function createAudienceSource(options: AudienceSourceOptions): AudienceSource {
  const room: Room = { options, reader: pageReader(options) };
  const { client, log, goal } = options;
  const quick = { client, log, limitMs };
  return {
    searchGroups: (query) => searchGroups(query, quick),
    groupsById: (groups) => nameGroups(groups, quick),
    membersOf: (group, onRequest) => members(group, onRequest, room),
    registrations: (onRequest) => registrations(onRequest, room),
    phones: (onRequest) => phones(onRequest, room),
    passkeyTargets: () => readPasskeyTargets(quick, goal),
    registrationCampaign: () => readEntraCampaign(quick),
  };
}

function members(group: GroupId, onRequest: () => void, room: Room): Pages<Member> {
  const question = {
    operation: 'group-members',
    path: `/groups/${groupId(group)}/transitiveMembers/microsoft.graph.user?$count=true&$top=${pageSize}&$select=${memberFields}`,
    // The cast makes it an advanced query: https://learn.microsoft.com/graph/aad-advanced-queries
    headers: { ConsistencyLevel: 'eventual' },
    takeTurn: room.options.pace.directory,
    onRequest,
  };
  return parsed(streamPages(question, room.reader), parseMembers, room, 'group-gone');
}

function registrations(onRequest: () => void, room: Room): Pages<Registration> {
  const question = { operation: 'registration-report', takeTurn: room.options.pace.reports, onRequest };
  const pages = withOwnSize({ ...question, path: reportPath }, room.reader);
  return parsed(pages, parseRegistrations, room, 'graph-unavailable');
}

/** The schema says that the report takes `$top`, its documentation that it does not: then Graph's own size of a page will do. */
async function* withOwnSize(question: PageQuestion, reader: PageReader): AsyncGenerator<readonly unknown[]> {
  let hasBegun = false;
  try {
    for await (const page of streamPages({ ...question, path: `${question.path}?$top=${pageSize}` }, reader)) {
      hasBegun = true;
      yield page;
    }
  } catch (error) {
    if (hasBegun || !(error instanceof GraphError) || error.status !== 400) throw error;
    yield* streamPages(question, reader);
  }
}

/** A tenant without Intune is planned for without phones. */
async function* phones(onRequest: () => void, room: Room): AsyncGenerator<readonly PhoneRecord[]> {
  const filter = encodeURIComponent("operatingSystem eq 'iOS' or operatingSystem eq 'Android'");
  const question = {
    operation: 'intune-devices',
    path: `/deviceManagement/managedDevices?$filter=${filter}&$select=${phoneFields}&$top=${pageSize}`,
    takeTurn: room.options.pace.intune,
    onRequest,
  };
  try {
    for await (const page of streamPages(question, room.reader)) yield parsePhones(page);
  } catch (error) {
    if (!(error instanceof GraphError)) throw error;
    reporter(room.options.log, undefined)(error);
    if (error.code !== 'forbidden' && error.code !== 'not-found') throw planningFailure(error, 'graph-unavailable');
  }
}

async function* parsed<T>(
  pages: AsyncIterable<readonly unknown[]>,
  parse: (entries: readonly unknown[]) => readonly T[],
  { options }: Room,
  notFound: PlanningFailed['because'],
): AsyncGenerator<readonly T[]> {
  try {
    for await (const page of pages) yield parse(page);
  } catch (error) {
    if (error instanceof GraphError) reporter(options.log, undefined)(error);
    throw planningFailure(error, notFound);
  }
}
