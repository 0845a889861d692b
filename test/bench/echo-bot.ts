import { CloudAdapter, ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import restify from 'restify';

/** The floor: the least that a bot on the same packages can do. Says where it listens, then echoes. */
class EchoAdapter extends CloudAdapter {
  /** Without a token: authentication is off. */
  handle(activity: Parameters<CloudAdapter['processActivity']>[1]) {
    return this.processActivity('', activity, async (context) => {
      await context.sendActivity(`Echo: ${context.activity.text}`);
    });
  }
}

const adapter = new EchoAdapter(
  new ConfigurationBotFrameworkAuthentication(
    {},
    {
      isValidAppId: async () => true,
      isAuthenticationDisabled: async () => true,
      createCredentials: async () => ({ signRequest: async (request) => request }),
    },
  ),
);

const server = restify.createServer({ name: 'echo-bot' });
server.use(restify.plugins.bodyParser({ mapParams: false }));
server.post('/api/messages', async (request, response) => {
  const answer = await adapter.handle(request.body);
  response.send(answer?.status ?? 200, answer?.body);
});
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`${JSON.stringify({ url: `http://127.0.0.1:${server.address().port}` })}\n`);
});
