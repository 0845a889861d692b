import { type FakeConnector, startFakeConnector } from './fake-connector.ts';

let connector: FakeConnector;
beforeAll(async () => {
  connector = await startFakeConnector();
});
afterAll(() => connector.close());

test('it never hangs up on somebody who may just be writing', async () => {
  const { headers } = await fetch(`${connector.serviceUrl}/v3/conversations/a/activities`, {
    method: 'POST',
    body: '{}',
  });

  // Where a server hangs up after a while, it says after how long.
  expect(headers.get('keep-alive')).toBeNull();
});
