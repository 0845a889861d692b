import { createRequire } from 'node:module';

/** Source of the browser build, for a page that has no network. */
export const adaptiveCardsFile = createRequire(import.meta.url).resolve('adaptivecards/dist/adaptivecards.min.js');

/** Close to what Teams draws in its light theme. https://github.com/microsoft/AdaptiveCards, samples/HostConfig/microsoft-teams-light.json */
export const teamsLight = {
  supportsInteractivity: true,
  fontTypes: {
    default: {
      fontFamily: "'Segoe UI', system-ui, sans-serif",
      fontSizes: { small: 12, default: 14, medium: 14, large: 18, extraLarge: 24 },
      fontWeights: { lighter: 200, default: 400, bolder: 600 },
    },
    monospace: {
      fontFamily: 'monospace',
      fontSizes: { small: 12, default: 14, medium: 14, large: 18, extraLarge: 24 },
      fontWeights: { lighter: 200, default: 400, bolder: 600 },
    },
  },
  spacing: { small: 8, default: 12, medium: 16, large: 20, extraLarge: 24, padding: 16 },
  separator: { lineThickness: 1, lineColor: '#EEEEEE' },
  imageSizes: { small: 32, medium: 52, large: 100 },
  containerStyles: {
    default: container('#FFFFFF'),
    emphasis: container('#F0F0F0'),
    accent: container('#C7E0F4'),
    good: container('#DFF6DD'),
    attention: container('#FDE7E9'),
    warning: container('#FFF4CE'),
  },
  actions: {
    maxActions: 6,
    spacing: 'Default',
    buttonSpacing: 8,
    actionsOrientation: 'Horizontal',
    actionAlignment: 'Left',
  },
};

function container(backgroundColor: string) {
  const color = (value: string, subtle: string) => ({ default: value, subtle });
  return {
    backgroundColor,
    foregroundColors: {
      default: color('#242424', '#616161'),
      accent: color('#5B5FC7', '#5B5FC7'),
      good: color('#237B4B', '#237B4B'),
      attention: color('#C4314B', '#C4314B'),
      warning: color('#835C00', '#835C00'),
    },
  };
}
