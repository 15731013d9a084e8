import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { isOurs } from '../../../main/shell/paths.ts';

/**
 * The security checklist of Electron's documentation, line by line, in the state of this program. What a line says about behaviour is tried in
 * shell.test.ts and test/e2e/policy.test.ts; here stands that the settings are what they are, in every file of the shell, also in those to come.
 */

const root = join(import.meta.dirname, '../../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const SHELL = readdirSync(join(root, 'main/shell')).filter((name) => name.endsWith('.ts'));
const shell = SHELL.map((name) => read(`main/shell/${name}`)).join('\n');
const bridge = read('preload/bridge.ts');
const policy = read('renderer/public/content-security-policy.txt');
const packed = read('electron-builder.yml');
/** Settings of every window there is: those of our pages, and that of a document. */
const windows = [...shell.matchAll(/webPreferences: \{([^}]*)\}/g)].map(([, settings = '']) => settings);

describe("Electron's security checklist", () => {
  test('1: only secure content is loaded, and all of it is our own', () => {
    expect(shell).not.toMatch(/loadURL\((?!`\$\{ORIGIN\})/);
    expect(shell).not.toMatch(/\bhttp:\/\//);
    expect(policy).not.toMatch(/https?:/);
  });
  test('2, 3, 4: no Node in pages, worlds apart, sandboxed: every window, and all of the program', () => {
    expect(windows.length).toBe(2);
    for (const settings of windows)
      for (const line of ['sandbox: true', 'contextIsolation: true', 'nodeIntegration: false']) expect(settings).toContain(line);
    expect(shell).toContain('app.enableSandbox()');
    expect(shell).not.toMatch(/nodeIntegrationIn(Worker|SubFrames)/);
  });
  test('5: every permission is denied, asked for or looked up', () => {
    expect(shell).toMatch(/setPermissionRequestHandler\(\(_contents, _permission, answer\) => answer\(false\)\)/);
    expect(shell).toMatch(/setPermissionCheckHandler\(\(\) => false\)/);
  });
  test('6: web security is on', () => {
    for (const settings of windows) expect(settings).toContain('webSecurity: true');
  });
  test('7: the policy allows scripts of our own and nothing inline', () => {
    expect(policy).toMatch(/^default-src 'none';/);
    expect(policy).toMatch(/script-src 'self';/);
    expect(policy).not.toMatch(/unsafe|\*/);
  });
  test.each([
    [8, /allowRunningInsecureContent/],
    [9, /experimentalFeatures/],
    [10, /enableBlinkFeatures|appendSwitch/],
    [11, /allowpopups/],
  ])('%i: %s stands nowhere', (_line, word) => {
    expect(shell + bridge).not.toMatch(word);
  });
  test('11, 12: there are no webviews, and one that came about all the same would not attach', () => {
    for (const settings of windows) expect(settings).toContain('webviewTag: false');
    expect(shell).toMatch(/'will-attach-webview', \(event\) => event\.preventDefault\(\)/);
  });
  test('13, 14: whoever makes a window limits where it goes and what it opens', () => {
    for (const name of SHELL) {
      const text = read(`main/shell/${name}`);
      if (!/new BrowserWindow\(/.test(text)) continue;
      expect(text).toContain('setWindowOpenHandler');
      expect(text).toContain("'will-navigate'");
    }
  });
  test('15: nothing but https is handed to the system, from one place', () => {
    expect(shell.match(/openExternal\(/g)).toHaveLength(1);
    expect(shell).toMatch(/if \(url\.startsWith\('https:\/\/'\)\) void shell\.openExternal\(url\)/);
    expect(shell).not.toMatch(/shell\.openPath|showItemInFolder/);
  });
  test('16: one exact version of Electron is built and packed', () => {
    const { devDependencies } = JSON.parse(read('package.json')) as { devDependencies: Record<string, string> };
    const { electron = '' } = devDependencies;
    expect(electron).toMatch(/^\d+\.\d+\.\d+$/);
    expect(packed).toContain(`electronVersion: ${electron}\n`);
  });
  test('17: every message of a page is answered only to a frame of ours', () => {
    const handlers = shell.split(/ipcMain\.(?:on|handle)\(/).slice(1);
    expect(handlers.length).toBe(5);
    // `connect` is judged where the frame gets its port.
    for (const handler of handlers) expect(handler.slice(0, 260)).toMatch(/isOurs\(|connectFrame\(/);
    expect(shell).toMatch(/connectFrame\(engine[^{]*\{\n\s*if \(!frame \|\| !isOurs\(frame\.url\)\) return;/);
    expect(isOurs('app://countinghouse@example.org/')).toBe(false);
    expect(isOurs('blob:app://countinghouse/1')).toBe(false);
  });
  test('18: pages come by a scheme of our own, without privileges it does not need', () => {
    expect(shell).not.toMatch(/file:\/\/|loadFile\(/);
    const privileges = /privileges: \{([^}]*)\}/.exec(shell)?.[1] ?? '';
    expect(privileges).toContain('standard: true');
    expect(privileges).not.toMatch(/bypassCSP|allowServiceWorkers|corsEnabled/);
  });
  test('19: the fuses are burnt', () => {
    for (const fuse of [
      'runAsNode: false',
      'enableCookieEncryption: true',
      'enableNodeOptionsEnvironmentVariable: false',
      'enableNodeCliInspectArguments: false',
      'enableEmbeddedAsarIntegrityValidation: true',
      'onlyLoadAppFromAsar: true',
      'grantFileProtocolExtraPrivileges: false',
    ])
      expect(packed).toContain(fuse);
  });
  test('20: the bridge hands out functions of its own, none of Electron', () => {
    const exposed = bridge.slice(bridge.indexOf('exposeInMainWorld'));
    expect(new Set([...exposed.matchAll(/ipcRenderer\.\w+\('([a-z:]+)'/g)].map(([, channel]) => channel))).toEqual(
      new Set(['companies', 'connect', 'open', 'print', 'waiting'].map((name) => `countinghouse:${name}`)),
    );
    expect(exposed).not.toMatch(/ipcRenderer[,\s}]|: ipcRenderer|\.on\(/);
  });
});
