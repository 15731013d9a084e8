/** Charts a company can begin with: accounts, headings and the roles rooms post to. */
export const CHART_NAMES = ['generic', 'us', 'uk', 'skr03'] as const;
export type ChartName = (typeof CHART_NAMES)[number];

const OF_COUNTRY: Readonly<Record<string, ChartName>> = { US: 'us', GB: 'uk', DE: 'skr03' };

/** The chart accountants of a country expect. */
export const chartFor = (country: string): ChartName => OF_COUNTRY[country] ?? 'generic';
