import { cast } from '../../src/simulator/cast.ts';
import { type Simulator, startSimulator } from '../../src/simulator/start-simulator.ts';
import { ask, eventual } from './ask-graph.ts';
import { alva, generated, nobody } from './people.ts';
import { appToken, userToken } from './tokens.ts';

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator({ users: 250 });
});
afterAll(() => simulator.close());

test('without $select a user has only the properties that Graph sends by default', async () => {
  const { status, headers, body } = await ask(simulator, `/users/${alva}`);

  expect(status).toBe(200);
  expect(headers.get('content-type')).toContain('odata.metadata=minimal');
  expect(headers.get('request-id')).toMatch(/^[0-9a-f-]{36}$/);
  expect(Object.keys(body).sort()).toEqual(
    [
      '@odata.context',
      'businessPhones',
      'displayName',
      'givenName',
      'id',
      'jobTitle',
      'mail',
      'mobilePhone',
      'officeLocation',
      'preferredLanguage',
      'surname',
      'userPrincipalName',
    ].sort(),
  );
});

test('$select brings the others, and null for what is not set', async () => {
  const { body } = await ask(
    simulator,
    `/users/${alva}?$select=accountEnabled,userType,usageLocation,department,companyName`,
  );

  expect(body).toMatchObject({ accountEnabled: true, userType: 'Member', usageLocation: 'US', companyName: null });
  expect(body).not.toHaveProperty('displayName');
});

test.each([
  ['by id', alva],
  ['by id in capitals', alva.toUpperCase()],
  ['by address', 'alva@contoso.example'],
  ['by address in another case', 'ALVA@contoso.example'],
])('a user is found %s', async (_how, name) => {
  expect((await ask(simulator, `/users/${name}`)).body.id).toBe(alva);
});

test('a user made from its id is there like any other, and the one past the last is not', async () => {
  expect((await ask(simulator, `/users/${generated}?$select=displayName`)).body.displayName).toBe('User 7');
  expect((await ask(simulator, '/users/00000000-0000-4000-8000-000000000250')).status).toBe(404);
});

test.each([
  ['an unknown user', `/users/${nobody}`, 404, 'Request_ResourceNotFound'],
  ['the name that only the page uses', '/users/alva', 404, 'Request_ResourceNotFound'],
  ['an unknown property', `/users/${alva}?$select=shoeSize`, 400, 'BadRequest'],
  ['a malformed $select', `/users/${alva}?$select=id,,mail`, 400, 'BadRequest'],
  ['an option twice', `/users/${alva}?$select=id&$select=mail`, 400, 'BadRequest'],
  ['an unknown segment', `/users/${alva}/shoes`, 400, 'BadRequest'],
  ['an unknown collection', '/shoes', 400, 'BadRequest'],
  ['a malformed address', '/users/%E0%A4%A', 400, 'BadRequest'],
  ['a malformed $filter', '/users?$filter=displayName eq', 400, 'BadRequest'],
  ['an unclosed quote in $filter', "/users?$filter=displayName eq 'a", 400, 'BadRequest'],
  ['a $filter on an unknown property', "/users?$filter=shoeSize eq '1'", 400, 'BadRequest'],
  [
    'a $filter on a property that has none',
    "/users?$filter=preferredLanguage eq 'en'",
    400,
    'Request_UnsupportedQuery',
  ],
  ['ne without an advanced query', "/users?$filter=department ne 'x'", 400, 'Request_UnsupportedQuery'],
  ['$search without ConsistencyLevel', '/users?$search="displayName:al"', 400, 'Request_UnsupportedQuery'],
  ['a page larger than allowed', '/users?$top=1000', 400, 'Request_BadRequest'],
  ['a page of nothing', '/users?$top=0', 400, 'BadRequest'],
  ['a made-up $skiptoken', '/users?$skiptoken=abc', 400, 'BadRequest'],
  ['$skip', '/users?$skip=5', 400, 'BadRequest'],
])('%s is refused as Graph does', async (_what, path, status, code) => {
  const reply = await ask(simulator, path, { headers: { 'client-request-id': 'mine' } });

  expect(reply.status).toBe(status);
  expect(reply.body.error).toMatchObject({
    code,
    message: expect.any(String),
    innerError: {
      date: expect.any(String),
      'request-id': reply.headers.get('request-id'),
      'client-request-id': 'mine',
    },
  });
});

test('another method than the documented one is 405', async () => {
  expect((await ask(simulator, `/users/${alva}/manager`, { method: 'DELETE' })).status).toBe(405);
});

test.each([
  ['eq', "$filter=userPrincipalName eq 'alva@contoso.example'", ['Alva Lindqvist']],
  ['eq without regard to case', "$filter=mail eq 'ALVA@contoso.example'", ['Alva Lindqvist']],
  ['startsWith', "$filter=startsWith(displayName,'P')", ['Pia Sommerfeld', 'Petra Nowak']],
  ['in', `$filter=id in ('${alva}','${nobody}')`, ['Alva Lindqvist']],
  [
    'and, or, brackets',
    "$filter=department eq 'Legal' and (startsWith(mail,'petra') or accountEnabled eq false)",
    ['Petra Nowak'],
  ],
  ['a quote in the value', "$filter=displayName eq 'O''Hara'", []],
  ['no', '$filter=accountEnabled eq false', ['Dirk Fromm']],
])('$filter: %s', async (_what, query, names) => {
  const { body } = await ask(simulator, `/users?$select=displayName&${query}`);

  expect(body.value.map((user: { displayName: string }) => user.displayName)).toEqual(names);
});

test.each([
  ['from the start of any word of the name', '"displayName:lind"', ['Alva Lindqvist']],
  ['by address', '"mail:pia@"', ['Pia Sommerfeld']],
  ['one or the other', '"displayName:alva" OR "displayName:rui"', ['Alva Lindqvist', 'Rui Tavares']],
  ['both', '"displayName:alva" AND "mail:rui"', []],
  ['by words of the name in any order', '"displayName:lind alv"', ['Alva Lindqvist']],
  ['both of two with the same name', '"displayName:overholm"', ['Jan Overholm', 'Jan Overholm']],
  ['the same without the other', '"displayName:overholm" AND "mail:janl"', ['Jan Overholm']],
  [
    'by name, mail or address at once',
    '"displayName:petra" OR "mail:petra" OR "userPrincipalName:petra"',
    ['Petra Nowak'],
  ],
  ['nothing by an operator in quotes', '"displayName:alva OR rui"', []],
  ['nothing by an escaped quote', '"displayName:x\\" OR \\"displayName:alva"', []],
  ['no more with a wildcard than without', '"displayName:*rui*"', ['Rui Tavares']],
])('$search finds %s', async (_what, search, names) => {
  const path = `/users?$select=displayName&$search=${encodeURIComponent(search)}`;
  const { body } = await ask(simulator, path, { headers: eventual });

  expect(body.value.map((user: { displayName: string }) => user.displayName)).toEqual(names);
});

test.each([
  ['without quotes', 'displayName:alva'],
  ['with an unclosed quote', '"displayName:alva'],
  ['with a quote in the value', '"displayName:al"va"'],
  ['that closes its own quote', '"displayName:x" OR displayName:"alva"'],
  ['with half an escape', '"displayName:alva\\"'],
  ['that ends in an operator', '"displayName:alva" OR'],
  ['with two clauses and nothing between', '"displayName:alva" "mail:rui"'],
  ['for nothing', '"displayName:"'],
  ['for a property that is not searched', '"jobTitle:lead"'],
  ['in KQL', '"displayName:alva" NOT "mail:rui"'],
])('$search %s: 400', async (_how, search) => {
  const path = `/users?$search=${encodeURIComponent(search)}`;

  expect((await ask(simulator, path, { headers: eventual })).status).toBe(400);
});

test.each([
  ['a quote in the middle', "displayName eq 'O'Hara'"],
  ['a value that closes its own quote', "displayName eq 'x' or startsWith(displayName,'"],
  ['more after the value', "displayName eq 'x')"],
  ['an operator that users do not have', "displayName ge 'A'"],
])('$filter with %s: 400', async (_what, filter) => {
  expect((await ask(simulator, `/users?$filter=${encodeURIComponent(filter)}`)).status).toBe(400);
});

test('all pages together have everybody once', async () => {
  const ids: string[] = [];
  let path: string | undefined = '/users?$select=id&$top=60&$count=true';
  let pages = 0;
  while (path !== undefined) {
    const { body }: Awaited<ReturnType<typeof ask>> = await ask(simulator, path, { headers: eventual });
    expect(body['@odata.count']).toBe(cast.length + 250);
    ids.push(...body.value.map((user: { id: string }) => user.id));
    path = body['@odata.nextLink'];
    pages++;
  }

  expect(pages).toBe(5);
  expect(new Set(ids).size).toBe(cast.length + 250);
});

test('a filtered list has no empty last page', async () => {
  const { body } = await ask(simulator, "/users?$filter=startsWith(displayName,'P')&$top=2");

  expect(body.value).toHaveLength(2);
  expect(body).not.toHaveProperty('@odata.nextLink');
});

test('the manager is a user; who has none gets 404', async () => {
  expect((await ask(simulator, `/users/${alva}/manager`)).body).toMatchObject({
    '@odata.type': '#microsoft.graph.user',
    displayName: 'Mika Laine',
  });
  expect((await ask(simulator, '/users/mika@contoso.example/manager')).status).toBe(404);
});

test('with User.ReadBasic.All only the basic profile is there', async () => {
  const token = appToken('User.ReadBasic.All');

  expect((await ask(simulator, `/users/${alva}`, { token })).body).not.toHaveProperty('jobTitle');
  expect((await ask(simulator, `/users/${alva}?$select=accountEnabled`, { token })).status).toBe(403);
});

test('/me is the acting user, and nobody with an application token', async () => {
  expect((await ask(simulator, '/me', { token: userToken(alva, 'User.Read') })).body.id).toBe(alva);
  expect((await ask(simulator, '/me')).status).toBe(400);
});
