import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

const load = () => import('./Screen.tsx');

export const newQuote: ScreenDef = { path: '/quotes/new', title: t('newQuote'), needs: 'sales.write', under: '/orders', load };
export const reviseQuote: ScreenDef = { path: '/quotes/:id/revise', title: t('reviseQuote'), needs: 'sales.write', under: '/orders', load };
