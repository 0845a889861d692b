import type { Logger } from 'pino';
import { createTokenSource } from '../../src/graph/credential.ts';
import { createGraphClient } from '../../src/graph/graph-client.ts';
import { createDirectory, type GraphDirectoryOptions } from '../../src/graph/read-facts.ts';
import { type GroupId, groupId, type UserId, userId } from '../../src/passkeys/ids.ts';
import type { Simulator } from '../../src/simulator/start-simulator.ts';
import { groupIds } from '../../src/simulator/tenant.ts';

export type LogLine = { readonly level: 'warn' | 'info' | 'debug'; readonly fields: object; readonly message: string };

export const helpDesk = groupId(groupIds.helpdesk);

/** The directory as the product has it, in front of a simulator. */
export function directoryOf(simulator: Pick<Simulator, 'url'>, options: Partial<GraphDirectoryOptions> = {}) {
  const lines: LogLine[] = [];
  const write = (level: LogLine['level']) => (fields: object, message: string) => {
    lines.push({ level, fields, message });
  };
  const log = { warn: write('warn'), info: write('info'), debug: write('debug') } as unknown as Logger;
  const client = createGraphClient({
    baseUrl: simulator.url,
    tokens: createTokenSource(simulatorConfig(simulator.url)),
  });
  const now = () => new Date('2026-11-20T09:00:00Z');
  return { lines, directory: createDirectory({ client, now, log, alwaysCheckGroups: [helpDesk], ...options }) };
}

export function simulatorConfig(baseUrl: string) {
  return {
    baseUrl,
    authorityHost: 'https://login.microsoftonline.com',
    tenantId: '11111111-1111-1111-1111-111111111111',
    clientId: '99999999-0000-4000-8000-000000000009',
    credential: { kind: 'simulator' },
  } as const;
}

export function idOf(simulator: Simulator, nick: string): UserId {
  return userId(simulator.world.named(nick)?.user.id ?? '');
}

/** Invented groups, beyond those of the simulator. */
export function manyGroups(amount: number): readonly GroupId[] {
  return Array.from({ length: amount }, (_, index) =>
    groupId(`dddddddd-0000-4000-8000-${String(index).padStart(12, '0')}`),
  );
}
