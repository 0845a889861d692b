import { userId } from '../../src/passkeys/ids.ts';
import { operatorSignInContract } from '../contracts/operator-sign-in.contract.ts';
import { rolesContract, subjectsContract } from '../contracts/subjects.contract.ts';
import { app, known, passkey } from '../fixtures/facts.ts';
import {
  bosse,
  ines,
  mika,
  omar,
  protectedGroup,
  somePerson,
  start,
  subjectFacts,
} from '../fixtures/helpdesk-world.ts';
import { FakeOperatorSignIn } from './fake-operator-sign-in.ts';
import { FakeRoles, FakeSubjects } from './fake-subjects.ts';

const nothing = async () => undefined;

subjectsContract('the fake', async () => {
  const subjects = new FakeSubjects(() => start);
  const stella = somePerson(ines, { name: 'Stella Marchetti', upn: 'stella@contoso.example', mail: undefined });
  subjects.set(subjectFacts(ines, { person: known(stella), memberOf: known(new Set([protectedGroup])) }));
  for (let number = 1; number <= 9; number++) {
    const id = userId(`c0dd0000-0000-4000-8000-00000000000${number}`);
    subjects.set(subjectFacts(id, { person: known(somePerson(id, { name: `Crowd Member ${number}` })) }));
  }
  return {
    subjects,
    now: start,
    stella: ines,
    manager: mika,
    managerOfManager: bosse,
    nobody: userId('99999999-9999-4999-8999-999999999999'),
    group: protectedGroup,
    forbid: (part) => subjects.hide(ines, part),
    forbidEverything: () => subjects.fail('forbidden'),
    close: nothing,
  };
});

rolesContract('the fake', async () => {
  const roles = new FakeRoles();
  roles.give(omar);
  return { roles, operator: omar, somebody: ines, takeRoleFrom: (user) => roles.takeFrom(user), close: nothing };
});

operatorSignInContract('the fake', async () => {
  const signIn = new FakeOperatorSignIn(() => start);
  const entries = [passkey(), app('6.8.40')];
  signIn.methods.set(ines, entries);
  const [one, other] = entries;
  return {
    signIn,
    now: start,
    operator: omar,
    subject: ines,
    passkey: one?.id ?? '',
    authenticator: other?.id ?? '',
    isThere: (id) => signIn.methods.get(ines)?.some((method) => method.id === id) === true,
    tapValues: () => signIn.issued,
    close: nothing,
  };
});
