/** The HTTP answer to an activity; `body` only for invokes. */
export type HttpAnswer = { readonly status: number; readonly body?: object };

export const accepted: HttpAnswer = { status: 200 };

/** https://learn.microsoft.com/adaptive-cards/authoring-cards/universal-action-model#response-format */
export function cardAnswer(card: object): HttpAnswer {
  return { status: 200, body: { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value: card } };
}

/** The client keeps the card it has. */
export const nothingToShow: HttpAnswer = {
  status: 200,
  body: { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: '' },
};

export const refreshFailed: HttpAnswer = {
  status: 200,
  body: { statusCode: 500, type: 'application/vnd.microsoft.error', value: { code: 'Unavailable', message: '' } },
};

/**
 * https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/task-modules/invoking-task-modules
 * A dialog is seen by the one who opened it and is not kept.
 */
export function dialogAnswer(title: string, card: object): HttpAnswer {
  const content = { contentType: 'application/vnd.microsoft.card.adaptive', content: card };
  return {
    status: 200,
    body: { task: { type: 'continue', value: { title, height: 'medium', width: 'medium', card: content } } },
  };
}

/** Closes the dialog, or keeps it from opening, with a sentence. */
export function dialogMessage(sentence: string): HttpAnswer {
  return { status: 200, body: { task: { type: 'message', value: sentence } } };
}

type Exchange = { readonly id: string; readonly connectionName: string };

/** The client has done its part, whatever came of it. */
export function tokenTaken({ id, connectionName }: Exchange): HttpAnswer {
  return { status: 200, body: { id, connectionName } };
}

export function tokenRefused({ id, connectionName }: Exchange, failureDetail: string): HttpAnswer {
  return { status: 412, body: { id, connectionName, failureDetail } };
}

/**
 * Invokes that none of our cards asks for. A token offered for sign-in is declined with 412 as Teams expects it.
 * https://learn.microsoft.com/microsoftteams/platform/bots/how-to/authentication/bot-sso-code
 */
export function answerToInvoke(name: string, value: unknown): HttpAnswer {
  switch (name) {
    case 'adaptiveCard/action':
      return nothingToShow;
    case 'signin/tokenExchange':
      return { status: 412, body: { ...identifying(value), failureDetail: 'not expected' } };
    case 'task/submit':
    case 'signin/verifyState':
    case 'signin/failure':
      return accepted;
    default:
      return { status: 501 };
  }
}

function identifying(value: unknown): object {
  if (typeof value !== 'object' || value === null) return {};
  const { id, connectionName } = value as Record<string, unknown>;
  return {
    ...(typeof id === 'string' && { id: id.slice(0, 200) }),
    ...(typeof connectionName === 'string' && { connectionName: connectionName.slice(0, 200) }),
  };
}
