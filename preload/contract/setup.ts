import { z } from 'zod';
import { zCompanySpec } from './company.ts';
import { refusal } from './refusal.ts';
import { zPassword } from './sign-in.ts';

/** The registry's own door: which companies this server has, and how the first one comes about. Outside the write path of any company. */

/** A name a company may have in its address. */
export const COMPANY_ADDRESS = /^[a-z0-9][a-z0-9-]{0,39}$/;

/** What the first-run page asks for. */
export const zNewCompany = z.strictObject({ spec: zCompanySpec, password: zPassword });
export type NewCompany = z.output<typeof zNewCompany>;
/** A company file of the data folder, by its name there. */
export const zOpenCompany = z.strictObject({
  file: z.string().regex(/^[^/\\]{1,100}\.countinghouse$/, 'the name of a company file in the data folder'),
});

export const zSetupState = z.object({
  /** Company files of the data folder that are not open. */
  files: z.array(z.string()),
  /** Whether the demo can be made here. */
  demo: z.boolean(),
  /** What is being made just now, in words; null while nothing is. */
  making: z.string().nullable(),
  companies: z.int(),
  /** Why the company that was asked for is not open, in words; null where none was asked for. */
  trouble: z.string().nullable(),
});
export type SetupState = z.output<typeof zSetupState>;

/** Where to go on: the address of the company, and for one that has passwords of its own the secret of a link that lets its owner in once. */
export const zReadyCompany = z.object({ name: z.string(), link: z.string().nullable() });
export type ReadyCompany = z.output<typeof zReadyCompany>;

export const zCompanyList = z.object({ rows: z.array(z.object({ name: z.string(), title: z.string(), here: z.boolean() })) });
/** Companies of this server that know the person by name. */
export type CompanyList = z.output<typeof zCompanyList>;

export const noCompanyYet = refusal(
  'http.noCompany',
  z.object({}),
  () => 'This server has no company yet. Open the setup link that it printed when it started.',
);
export const setupRefused = refusal(
  'setup.refused',
  z.object({}),
  () => 'This setup link was used already or is too old. Start the program again for a new one.',
);
export const setupBusy = refusal(
  'setup.busy',
  z.object({ making: z.string() }),
  (p) => `A company is being made just now (${p.making}). Wait until it is ready.`,
);
export const addressTaken = refusal(
  'setup.addressTaken',
  z.object({ name: z.string() }),
  (p) => `There is a company named ${p.name} on this server already. Choose another name.`,
);
export const noPlace = refusal(
  'setup.noPlace',
  z.object({}),
  () => 'No file was chosen, so nothing was made. Press the button again and say where the company shall be kept.',
);
export const noDataFolder = refusal(
  'setup.noDataFolder',
  z.object({}),
  () => 'This server was started for given companies only. Start it with --data FOLDER to create more.',
);
