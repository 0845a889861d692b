import { ConfigError, readConfig } from './config/config.ts';
import type { HelpdeskConfig } from './config/helpdesk-config.ts';
import { inspectServer } from './database/inspect-server.ts';
import { type Finding, fail, ok, warn } from './doctor/finding.ts';
import { groupFindings, type NamedGroups } from './doctor/group-findings.ts';
import { nameFindings } from './doctor/name-findings.ts';
import { tenantFindings } from './doctor/tenant-findings.ts';
import { createTokenSource } from './graph/credential.ts';
import { within } from './graph/deadline.ts';
import { createGraphClient } from './graph/graph-client.ts';
import { applicationPermissions } from './graph/permissions.ts';
import { readAccess } from './graph/read-access.ts';
import { readGroups } from './graph/read-groups.ts';

/** Preflight for the administrator: looks at everything, changes nothing. Exit code 1 when something must be done. */
const marks = { ok: ' ok ', warn: 'warn', fail: 'FAIL' } as const;

/** Milliseconds for all reads from Graph. */
const graphLimit = 15_000;

function report({ verdict, says, advice }: Finding): void {
  console.log(`${marks[verdict]}  ${says}${advice ? `\n        ${advice}` : ''}`);
}

async function examine(): Promise<readonly Finding[]> {
  const config = readConfig(process.env, { needsServer: true });
  return [
    ok('The configuration is complete'),
    config.bot
      ? ok(`The bot is ${config.bot.id}, in tenant ${config.graph.tenantId}`)
      : warn('There is no BOT_ID: the bot answers on this machine only', 'Fine for a simulator, not for Teams.'),
    ...nameFindings(config.cards),
    ...(await databaseFindings(config.databaseUrl ?? '')),
    ...(await graphFindings(config)),
  ];
}

async function databaseFindings(url: string): Promise<readonly Finding[]> {
  const quiet = { info: () => {}, warn: () => {}, error: () => {} };
  try {
    const { version, pending } = await inspectServer(url, quiet);
    return [
      version >= 14
        ? ok(`The database answers: PostgreSQL ${version}`)
        : fail(`The database is PostgreSQL ${version}`, 'Version 14 or later is needed.'),
      pending.length === 0
        ? ok('The database is migrated')
        : warn(
            `Not applied to the database yet: ${pending.join(', ')}`,
            '`npm start` applies it, or `npm run migrate`.',
          ),
    ];
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'no answer';
    return [fail(`The database does not answer: ${reason}`, 'Check DATABASE_URL, the server and the way to it.')];
  }
}

async function graphFindings({ graph, goal, helpdesk }: ReturnType<typeof readConfig>): Promise<readonly Finding[]> {
  const tokens = createTokenSource(graph);
  const client = createGraphClient({ baseUrl: graph.baseUrl, tokens });
  const deadline = within(graphLimit);
  const access = await readAccess({ client, tokens }, deadline);
  const named = groupsNamed(helpdesk);
  const failures = [...access.failures];
  const groups = await readGroups(
    named.flatMap(({ ids }) => ids),
    client,
    deadline,
    (error) => failures.push(error),
  );
  const details = failures.map(({ operation, code, status, reason, requestId }) =>
    [operation, code, status, reason, requestId && `request ${requestId}`].filter(Boolean).join(' · '),
  );
  return [
    ...tenantFindings(access, applicationPermissions, { goal }),
    ...groupFindings(named, groups),
    ...(details.length > 0
      ? [warn('What Graph said, for your notes and for Microsoft support', details.join('\n        '))]
      : []),
  ];
}

function groupsNamed({ operatorGroups, settings }: HelpdeskConfig): readonly NamedGroups[] {
  return [
    { setting: 'HELPDESK_GROUP_IDS', ids: operatorGroups },
    { setting: 'PROTECTED_GROUP_IDS', ids: settings.protectedGroups },
    { setting: 'APPROVAL_GROUP_IDS', ids: settings.approvalGroups },
  ];
}

try {
  const findings = await examine();
  findings.forEach(report);
  const failed = findings.filter(({ verdict }) => verdict === 'fail').length;
  const warned = findings.filter(({ verdict }) => verdict === 'warn').length;
  console.log(
    failed > 0
      ? `\n${failed} to be done, ${warned} to be looked at.`
      : `\nNothing stands in the way, ${warned} to be looked at.`,
  );
  process.exitCode = failed > 0 ? 1 : 0;
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  report(fail(error.message, 'Set these in the environment; README.md has the table.'));
  process.exitCode = 1;
}
