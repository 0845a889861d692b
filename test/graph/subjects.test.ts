import { userId } from '../../src/passkeys/ids.ts';
import { cast } from '../../src/simulator/cast.ts';
import { startSimulator } from '../../src/simulator/start-simulator.ts';
import { operatorSignInContract } from '../contracts/operator-sign-in.contract.ts';
import { rolesContract, type SubjectPart, subjectsContract } from '../contracts/subjects.contract.ts';
import { idOf } from './graph-world.ts';
import { helpdeskGraph, passkeyUsers } from './helpdesk-graph.ts';

const now = new Date('2026-11-20T09:00:00Z');
const routes: Readonly<Record<SubjectPart, string>> = {
  person: 'users/*',
  methods: 'users/*/authentication/methods',
  tapPolicy: '**/TemporaryAccessPass',
  memberOf: 'users/*/checkMemberGroups',
  privileges: 'roleManagement/directory/roleAssignments',
  manager: 'users/*/manager',
  managerChangedRecently: 'auditLogs/directoryAudits',
};
const [someone] = cast;
const crowd = Array.from({ length: 9 }, (_, index) => ({
  ...someone!,
  number: 700 + index,
  nick: `crowd${index}`,
  name: `Crowd Member ${index}`,
}));

subjectsContract('Graph, in front of the simulator', async () => {
  const simulator = await startSimulator({ now: () => now, people: [...cast, ...crowd] });
  const forbid = (route: string) => simulator.faults.add({ kind: 'status', status: 403, route });
  return {
    subjects: helpdeskGraph(simulator).subjects,
    now,
    stella: idOf(simulator, 'stella'),
    manager: idOf(simulator, 'omar'),
    managerOfManager: idOf(simulator, 'mika'),
    nobody: userId('99999999-9999-4999-8999-999999999999'),
    group: passkeyUsers,
    forbid: (part) => forbid(routes[part]),
    forbidEverything: () => forbid('**'),
    close: () => simulator.close(),
  };
});

rolesContract('Graph, in front of the simulator', async () => {
  const simulator = await startSimulator({ now: () => now });
  return {
    roles: helpdeskGraph(simulator).roles,
    operator: idOf(simulator, 'omar'),
    somebody: idOf(simulator, 'stella'),
    takeRoleFrom: (user) => void simulator.world.change(user, (person) => ({ ...person, groupIds: [] })),
    close: () => simulator.close(),
  };
});

operatorSignInContract('Graph, in front of the simulator', async () => {
  const simulator = await startSimulator({ now: () => now });
  const subject = idOf(simulator, 'dora');
  const methods = () => simulator.world.person(subject)?.methods ?? [];
  const idOfKind = (kind: string) => methods().find((method) => method['@odata.type'].endsWith(kind))?.id ?? '';
  return {
    signIn: helpdeskGraph(simulator).signIn,
    now,
    operator: idOf(simulator, 'omar'),
    subject,
    passkey: idOfKind('.fido2AuthenticationMethod'),
    authenticator: idOfKind('.microsoftAuthenticatorAuthenticationMethod'),
    isThere: (id) => methods().some((method) => method.id === id),
    tapValues: () => simulator.world.tapValues(),
    close: () => simulator.close(),
  };
});
