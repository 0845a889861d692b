export const cloudNames = ['public', 'usgov', 'usdod', 'china'] as const;
export type CloudName = (typeof cloudNames)[number];

/** botbuilder's settings; it drops its defaults for all of them as soon as one is set, so all are always given. */
export type ConnectorSettings = {
  readonly ToBotFromChannelOpenIdMetadataUrl: string;
  readonly ToBotFromChannelTokenIssuer: string;
  readonly ToBotFromEmulatorOpenIdMetadataUrl: string;
  readonly ToChannelFromBotLoginUrl: string;
  readonly ToChannelFromBotOAuthScope: string;
  readonly OAuthUrl: string;
  readonly CallerId: string;
};

export type Cloud = {
  readonly graph: string;
  readonly authority: string;
  /** Audience of the managed identity's token towards the app registration. */
  readonly federatedAudience: string;
  /** Endings of Microsoft's hosts in this cloud: what an override may point to. */
  readonly hosts: readonly string[];
  /**
   * Where a conversation is begun with somebody who has never written; afterwards their own address is used. Undefined: not documented.
   * https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/send-proactive-messages
   */
  readonly teams: string | undefined;
  connector(tenantId: string): ConnectorSettings;
};

/**
 * Sources: https://learn.microsoft.com/graph/deployments, https://learn.microsoft.com/entra/identity-platform/authentication-national-cloud,
 * https://learn.microsoft.com/azure/bot-service/how-to-deploy-gov-cloud-high, https://docs.azure.cn/bot-service/how-to-deploy-china-cloud.
 */
export const clouds: Readonly<Record<CloudName, Cloud>> = {
  public: {
    graph: 'https://graph.microsoft.com',
    authority: 'https://login.microsoftonline.com',
    federatedAudience: 'api://AzureADTokenExchange',
    hosts: ['.botframework.com', '.microsoftonline.com', '.microsoft.com'],
    teams: 'https://smba.trafficmanager.net/teams/',
    connector: (tenantId) => ({
      ToBotFromChannelOpenIdMetadataUrl: 'https://login.botframework.com/v1/.well-known/openidconfiguration',
      ToBotFromChannelTokenIssuer: 'https://api.botframework.com',
      ToBotFromEmulatorOpenIdMetadataUrl:
        'https://login.microsoftonline.com/common/v2.0/.well-known/openid-configuration',
      ToChannelFromBotLoginUrl: `https://login.microsoftonline.com/${tenantId}`,
      ToChannelFromBotOAuthScope: 'https://api.botframework.com',
      OAuthUrl: 'https://api.botframework.com',
      CallerId: 'urn:botframework:azure',
    }),
  },
  usgov: government('https://graph.microsoft.us', 'https://smba.infra.gov.teams.microsoft.us/teams'),
  usdod: government('https://dod-graph.microsoft.us', 'https://smba.infra.dod.teams.microsoft.us/teams'),
  china: {
    graph: 'https://microsoftgraph.chinacloudapi.cn',
    authority: 'https://login.partner.microsoftonline.cn',
    federatedAudience: 'api://AzureADTokenExchangeChina',
    hosts: ['.botframework.azure.cn', '.microsoftonline.cn', '.chinacloudapi.cn'],
    teams: undefined,
    connector: (tenantId) => ({
      ToBotFromChannelOpenIdMetadataUrl: 'https://login.botframework.azure.cn/v1/.well-known/openidconfiguration',
      ToBotFromChannelTokenIssuer: 'https://api.botframework.azure.cn',
      ToBotFromEmulatorOpenIdMetadataUrl:
        'https://login.partner.microsoftonline.cn/common/v2.0/.well-known/openid-configuration',
      ToChannelFromBotLoginUrl: `https://login.partner.microsoftonline.cn/${tenantId}`,
      ToChannelFromBotOAuthScope: 'https://api.botframework.azure.cn',
      OAuthUrl: 'https://token.botframework.azure.cn',
      CallerId: 'urn:botframework:azurechina',
    }),
  },
};

function government(graph: string, teams: string): Cloud {
  return {
    graph,
    teams,
    authority: 'https://login.microsoftonline.us',
    federatedAudience: 'api://AzureADTokenExchangeUSGov',
    hosts: ['.botframework.azure.us', '.botframework.us', '.microsoftonline.us', '.microsoft.us'],
    connector: (tenantId) => ({
      ToBotFromChannelOpenIdMetadataUrl: 'https://login.botframework.azure.us/v1/.well-known/openidconfiguration',
      ToBotFromChannelTokenIssuer: 'https://api.botframework.us',
      ToBotFromEmulatorOpenIdMetadataUrl:
        'https://login.microsoftonline.us/common/v2.0/.well-known/openid-configuration',
      ToChannelFromBotLoginUrl: `https://login.microsoftonline.us/${tenantId}`,
      ToChannelFromBotOAuthScope: 'https://api.botframework.us',
      OAuthUrl: 'https://api.botframework.azure.us',
      CallerId: 'urn:botframework:azureusgov',
    }),
  };
}
