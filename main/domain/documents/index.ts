import type { RoomModule } from '../../engine/registry.ts';
import { keepPrinted, print, setLetterhead } from './commands/print.ts';
import { getLetterhead, getPapers, getPrint, getPrinted } from './queries/read-papers.ts';

export const documentsRoom: RoomModule = {
  name: 'documents',
  commands: [setLetterhead, print, keepPrinted],
  queries: [getLetterhead, getPapers, getPrint, getPrinted],
};
