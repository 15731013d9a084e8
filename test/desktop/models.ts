import type { Locator, Page } from 'playwright-core';

/** What a new company is told on the page of the first run. */
export interface NewCompany {
  readonly name: string;
  readonly owner: string;
  readonly login: string;
  readonly password: string;
}

/** The page of the first run: a company is made, opened or shown what it is like. */
export class SetupPage {
  readonly #page: Page;
  constructor(page: Page) {
    this.#page = page;
  }

  get heading(): Locator {
    return this.#page.getByRole('heading', { name: 'Set up a company' });
  }
  /** Why the company that was asked for is not open. */
  get trouble(): Locator {
    return this.#page.getByRole('alert');
  }

  async create({ name, owner, login, password }: NewCompany): Promise<void> {
    const form = this.#page.getByRole('form', { name: 'Set up a company' });
    const fill = (autocomplete: string, text: string) => form.locator(`input[autocomplete=${autocomplete}]`).fill(text);
    await fill('organization', name);
    await form.getByLabel('Currency').selectOption('GBP');
    await fill('name', owner);
    await fill('username', login);
    await fill('new-password', password);
    await form.getByRole('button', { name: `Create ${name}` }).click();
  }

  async openAgain(name: string): Promise<void> {
    await this.#page.getByRole('button', { name: `Open ${name}` }).click();
  }
}

/** The frame round every screen. */
export class Frame {
  readonly #page: Page;
  constructor(page: Page) {
    this.#page = page;
  }

  company(name: string): Locator {
    return this.#page.getByRole('banner').getByText(name, { exact: true });
  }
  get connected(): Locator {
    return this.#page.getByRole('status').getByText('Connected');
  }

  /** Chooses in the menu under the name of the company. */
  async fromCompanyMenu(entry: string): Promise<void> {
    await this.#page.getByRole('button', { name: /go to another company/ }).click();
    await this.#page.getByRole('menuitem', { name: entry }).click();
  }

  async go(path: string): Promise<void> {
    await this.#page.evaluate((to) => void (location.hash = to), path);
  }
}

/** The list of people. */
export class UsersPage {
  readonly #page: Page;
  constructor(page: Page) {
    this.#page = page;
  }

  row(name: string): Locator {
    return this.#page.getByRole('main').getByText(name, { exact: true });
  }

  /** Adds somebody, after a look at what that does. */
  async add(name: string, login: string): Promise<void> {
    await this.#page.getByRole('button', { name: 'Add user' }).click();
    const dialog = this.#page.getByRole('dialog');
    await dialog.locator('input[name=name]').fill(name);
    await dialog.locator('input[name=login]').fill(login);
    await dialog.getByRole('button', { name: 'Show what it does' }).click();
    await dialog.getByText('App user').waitFor();
    await dialog.getByRole('button', { name: 'Add user' }).click();
    await dialog.waitFor({ state: 'hidden' });
  }
}
