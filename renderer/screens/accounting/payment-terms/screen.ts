import type { ScreenDef } from '../../../kit/screen.ts';
import { t } from '../../text.ts';

export const paymentTerms: ScreenDef = {
  path: '/payment-terms',
  title: t('paymentTerms'),
  needs: 'parties.read',
  under: '/settings',
  beside: t('paymentTerms'),
  load: () => import('./Screen.tsx'),
};
