import { type Answer, badRequest, notFound, ok, Refusal, unsupportedQuery } from './answers.ts';
import { type Ask, pick, requireKnown, requireOptions } from './ask.ts';
import { type Filter, parseFilter } from './filter.ts';
import { inspectFilter, matches } from './filter-match.ts';
import { page, sourceOf } from './paging.ts';
import { access, managesOnlyItself } from './permissions.ts';
import type { Installation, Person, Resource } from './resources.ts';
import type { Route } from './route.ts';
import { applicationOf, type TeamsApp, teamsApps } from './teams-apps.ts';
import { requirePerson } from './user-routes.ts';
import type { World } from './world.ts';

const appProperties: ReadonlySet<string> = new Set(['id', 'externalId', 'displayName', 'distributionMethod']);

function filterOn(ask: Ask, prefix: string): Filter | undefined {
  if (ask.query.filter === undefined) return undefined;
  const filter = parseFilter(ask.query.filter);
  for (const { property, operator } of inspectFilter(filter).uses) {
    const isKnown = property.startsWith(prefix) && appProperties.has(property.slice(prefix.length));
    if (!isKnown || !['eq', 'ne'].includes(operator)) {
      throw unsupportedQuery(`Unsupported or invalid query filter clause: '${operator}' on '${property}'.`);
    }
  }
  return filter;
}

/** https://learn.microsoft.com/graph/api/appcatalogs-list-teamsapps */
function listApps(ask: Ask): Answer {
  requireOptions(ask, ['select', 'filter', 'top']);
  const { select } = ask.query;
  requireKnown(select, appProperties, 'teamsApp');
  const filter = filterOn(ask, '');
  return ok(
    page(ask, {
      source: sourceOf(teamsApps.filter((app) => !filter || matches(filter, app))),
      context: `${ask.base}/$metadata#appCatalogs/teamsApps`,
      show: (app) => (select === undefined ? app : pick(app, select)),
      defaultSize: 100,
      forcedSize: undefined,
    }),
  );
}

/** Teams knows nobody without a licence for it. */
function requireTeams(world: World, id: string | undefined): Person {
  const person = requirePerson(world, id);
  if (!person.hasTeams) throw new Refusal(404, 'NotFound', 'Not Found');
  return person;
}

function readBoundApp(body: unknown): TeamsApp {
  const bound = typeof body === 'object' && body !== null && Object.entries(body).find(([name]) => name === bindName);
  const address = bound && typeof bound[1] === 'string' ? bound[1] : undefined;
  if (address === undefined) throw badRequest(`Missing required property '${bindName}'.`);
  const id = /^https?:\/\/[^/]+\/v1\.0\/appCatalogs\/teamsApps(?:\/|\(')([^/')]+)(?:'\))?$/i.exec(address)?.[1];
  if (id === undefined) throw badRequest(`Bind requests not supported for '${address}'.`);
  const app = teamsApps.find((one) => one.id === id.toLowerCase());
  if (app === undefined) throw new Refusal(404, 'NotFound', `No teamsApp '${id}' was found in the app catalog.`);
  return app;
}

const bindName = 'teamsApp@odata.bind';

function requireOwn(ask: Ask, app: TeamsApp): void {
  const application = applicationOf.get(app.id);
  if (application === undefined || application === ask.token.appId || !managesOnlyItself(ask.token)) return;
  throw new Refusal(
    403,
    'Forbidden',
    `AAD App Id '${ask.token.appId ?? ''}' is not allowed to manage the Teams App '${app.id}'.`,
  );
}

/** https://learn.microsoft.com/graph/api/userteamwork-post-installedapps */
function installApp(ask: Ask, world: World, [id]: readonly string[]): Answer {
  requireOptions(ask, []);
  const app = readBoundApp(ask.body);
  requireOwn(ask, app);
  const person = requireTeams(world, id);
  if (!world.allowsApps || !person.mayInstallApps) {
    throw new Refusal(403, 'Forbidden', `The app '${app.id}' is blocked by an app permission policy.`);
  }
  if (person.installations.some(({ appId }) => appId === app.id)) {
    throw new Refusal(409, 'Conflict', `The app '${app.id}' is already installed for the user.`);
  }
  world.install(person, app);
  // As documented nothing comes back, not even where the installation is.
  return { status: 201, body: undefined };
}

function listInstalled(ask: Ask, world: World, [id]: readonly string[]): Answer {
  requireOptions(ask, ['select', 'filter', 'expand']);
  requireKnown(ask.query.select, new Set(['id', 'consentedPermissionSet']), 'userScopeTeamsAppInstallation');
  const isExpanded = ask.query.expand !== undefined;
  if (isExpanded && !/^teamsApp(,teamsAppDefinition)?$/.test(ask.query.expand ?? '')) {
    throw badRequest('Parsing OData Select and Expand failed: only teamsApp and teamsAppDefinition can be expanded.');
  }
  const filter = filterOn(ask, 'teamsApp/');
  const person = requireTeams(world, id);
  const shown = person.installations.flatMap((one) => showInstallation(one));
  return ok(
    page(ask, {
      source: sourceOf(shown.filter((one) => !filter || matches(filter, one))),
      context: `${ask.base}/$metadata#users('${person.user.id}')/teamwork/installedApps`,
      show: (one) => (isExpanded ? one : pick(one, ['id'])),
      defaultSize: 100,
      forcedSize: world.pageSize,
      withCount: true,
    }),
  );
}

function showInstallation({ id, appId }: Installation): readonly Resource[] {
  const app = teamsApps.find((one) => one.id === appId);
  return app === undefined ? [] : [{ id, teamsApp: app }];
}

/** https://learn.microsoft.com/graph/api/userscopeteamsappinstallation-get-chat */
function readChat(ask: Ask, world: World, [id, installationId = '']: readonly string[]): Answer {
  requireOptions(ask, ['select']);
  requireKnown(ask.query.select, new Set(['id', 'chatType', 'topic', 'webUrl', 'tenantId']), 'chat');
  const found = requireTeams(world, id).installations.find((one) => one.id === installationId);
  if (found === undefined) throw notFound(installationId);
  const chat = { id: found.chatId, chatType: 'oneOnOne', topic: null, tenantId: world.tenantId, webUrl: null };
  const shown = ask.query.select === undefined ? chat : pick(chat, ask.query.select);
  return ok({ '@odata.context': `${ask.base}/$metadata#chats/$entity`, ...shown });
}

const installed = 'users/{id}/teamwork/installedApps';

export const teamsRoutes: readonly Route[] = [
  { method: 'GET', pattern: 'appCatalogs/teamsApps', access: access.readCatalog, answer: listApps },
  { method: 'POST', pattern: installed, access: access.installApps, answer: installApp },
  { method: 'GET', pattern: installed, access: access.readInstalled, answer: listInstalled },
  { method: 'GET', pattern: `${installed}/{installation}/chat`, access: access.readInstalled, answer: readChat },
];
