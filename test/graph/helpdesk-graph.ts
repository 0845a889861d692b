import type { Logger } from 'pino';
import { createTokenSource } from '../../src/graph/credential.ts';
import { createGraphClient } from '../../src/graph/graph-client.ts';
import { createOperatorSignIn, type OperatorSignInOptions } from '../../src/graph/operator-sign-in.ts';
import { createSubjects, type SubjectsOptions } from '../../src/graph/read-subject.ts';
import { createRoles, type RolesOptions } from '../../src/graph/roles.ts';
import type { ActingOperator } from '../../src/helpdesk/acting-operator.ts';
import { groupId, type UserId } from '../../src/passkeys/ids.ts';
import type { Simulator } from '../../src/simulator/start-simulator.ts';
import { groupIds } from '../../src/simulator/tenant.ts';
import { helpDesk, type LogLine, simulatorConfig } from './graph-world.ts';

export const protectedPeople = groupId(groupIds.protectedPeople);
export const passkeyUsers = groupId(groupIds.passkeyUsers);

/** The help desk's side of Graph as the product has it, in front of a simulator. */
export function helpdeskGraph(
  simulator: Pick<Simulator, 'url'>,
  options: Partial<SubjectsOptions & RolesOptions & OperatorSignInOptions> = {},
) {
  const lines: LogLine[] = [];
  const write = (level: LogLine['level']) => (fields: object, message: string) => {
    lines.push({ level, fields, message });
  };
  const log = { warn: write('warn'), info: write('info') } as unknown as Logger;
  const config = simulatorConfig(simulator.url);
  const client = createGraphClient({ baseUrl: simulator.url, tokens: createTokenSource(config) });
  const now = () => new Date('2026-11-20T09:00:00Z');
  const base = { client, now, log };
  const signIn = createOperatorSignIn({ ...base, config, ...options });
  return {
    lines,
    subjects: createSubjects({ ...base, alwaysCheckGroups: [protectedPeople, passkeyUsers], ...options }),
    roles: createRoles({ ...base, groups: { helpdesk: [helpDesk] }, ...options }),
    signIn,
    as: async (operator: UserId): Promise<ActingOperator> => {
      const session = await signIn.actAs(operator, undefined);
      if (session.kind !== 'acting') throw new Error(`Not acting: ${session.kind}`);
      return session.graph;
    },
  };
}
