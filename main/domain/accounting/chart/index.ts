import type { ChartName } from '../../../../preload/contract/company-chart.ts';
import { genericChart } from './generic.ts';
import { skr03Chart } from './skr03.ts';
import type { ChartTemplate } from './template.ts';
import { ukChart } from './uk.ts';
import { usChart } from './us.ts';

export const TEMPLATES: Readonly<Record<ChartName, ChartTemplate>> = { generic: genericChart, us: usChart, uk: ukChart, skr03: skr03Chart };
