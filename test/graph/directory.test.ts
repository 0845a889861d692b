import { groupId, userId } from '../../src/passkeys/ids.ts';
import { startSimulator } from '../../src/simulator/start-simulator.ts';
import { groupIds } from '../../src/simulator/tenant.ts';
import { type DirectoryWorld, directoryContract, type FactsPart } from '../contracts/directory.contract.ts';
import { directoryOf, idOf } from './graph-world.ts';

const routes: Readonly<Record<FactsPart, string>> = {
  account: 'users/*',
  methods: 'users/*/authentication/methods',
  intuneDevices: 'users/*/managedDevices',
  entraDevices: 'users/*/registeredDevices/**',
  passkeyPolicy: '**/FIDO2',
  tapPolicy: '**/TemporaryAccessPass',
  memberOf: 'users/*/checkMemberGroups',
};

directoryContract('Graph, in front of the simulator', async (): Promise<DirectoryWorld> => {
  const now = new Date('2026-11-20T09:00:00Z');
  const simulator = await startSimulator({ now: () => now });
  const someone = idOf(simulator, 'stella');
  const forbid = (route: string) => simulator.faults.add({ kind: 'status', status: 403, route });
  return {
    directory: directoryOf(simulator, { now: () => now }).directory,
    now,
    someone,
    nobody: userId('99999999-9999-4999-8999-999999999999'),
    group: groupId(groupIds.passkeyUsers),
    addPasskey: async () => {
      simulator.world.change(someone, (person) => ({
        ...person,
        methods: [
          ...person.methods,
          { '@odata.type': '#microsoft.graph.fido2AuthenticationMethod', id: 'new', passkeyType: 'deviceBound' },
        ],
      }));
    },
    forbid: (part) => forbid(routes[part]),
    forbidEverything: () => forbid('**'),
    close: () => simulator.close(),
  };
});
