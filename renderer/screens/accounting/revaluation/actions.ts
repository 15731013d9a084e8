import { type Action, action } from '../../../kit/action/action.ts';
import { t } from './text.ts';

/** Posting what is proposed, or taking back what is posted. */
export const revaluationActions = (period: string, proposed: number, posted: number): readonly Action[] => [
  ...(proposed > 0 ? [action({ verb: t('post'), operation: 'closing.postRevaluation', input: () => ({ period }) })] : []),
  ...(posted > 0 ? [action({ verb: t('undo'), operation: 'closing.undoRevaluation', input: () => ({ period }), grave: true })] : []),
];
