/** An editor, as far as a language server needs one: it opens one file, asks for quick fixes, and applies what the server sends. */
import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter, type MessageConnection } from 'vscode-jsonrpc/node.js';

interface Position {
  readonly line: number;
  readonly character: number;
}

interface Range {
  readonly start: Position;
  readonly end: Position;
}

export interface Diagnostic {
  readonly range: Range;
  readonly message: string;
  readonly code: string;
  readonly codeDescription?: { readonly href: string };
}

interface TextEdit {
  readonly range: Range;
  readonly newText: string;
}

interface WorkspaceEdit {
  readonly changes?: Readonly<Record<string, readonly TextEdit[]>>;
  readonly documentChanges?: readonly { readonly edits: readonly TextEdit[] }[];
}

interface CodeAction {
  readonly title: string;
  readonly command?: { readonly command: string; readonly arguments?: readonly unknown[] };
  readonly edit?: WorkspaceEdit;
}

export interface EditorOptions {
  /** The server: a program for Node and its arguments. */
  readonly command: readonly string[];
  readonly folder: string;
  readonly initializationOptions?: unknown;
  /** What the server gets when it asks for the configuration of a file. */
  readonly settings: object;
}

export class Editor {
  readonly #options: EditorOptions;
  readonly #child: ChildProcess;
  readonly #connection: MessageConnection;
  readonly #reports = new Map<string, readonly Diagnostic[]>();
  /** Some servers are asked for diagnostics, others send them. */
  #pulls = false;
  #onReport: () => void = () => undefined;
  #file = { uri: '', version: 0, text: '' };

  constructor(options: EditorOptions) {
    this.#options = options;
    const child = spawn(process.execPath, [...options.command], { cwd: options.folder, stdio: ['pipe', 'pipe', 'ignore'] });
    this.#child = child;
    this.#connection = createMessageConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin));
    this.#connection.onNotification('textDocument/publishDiagnostics', ({ uri, diagnostics }: { uri: string; diagnostics: readonly Diagnostic[] }) => {
      this.#reports.set(decodeURIComponent(uri), diagnostics);
      this.#onReport();
    });
    this.#connection.onRequest('workspace/configuration', ({ items }: { items: readonly unknown[] }) => items.map(() => options.settings));
    this.#connection.onRequest('workspace/applyEdit', ({ edit }: { edit: WorkspaceEdit }) => {
      this.#apply(edit);
      return { applied: true };
    });
    // Registrations, progress and questions that an editor would put to the user.
    this.#connection.onRequest(() => null);
    this.#connection.listen();
  }

  get text(): string {
    return this.#file.text;
  }

  async start(): Promise<void> {
    const workspaceFolders = [{ uri: pathToFileURL(this.#options.folder).href, name: 'app' }];
    const { capabilities } = await this.#connection.sendRequest<{ capabilities: { diagnosticProvider?: unknown } }>('initialize', {
      processId: process.pid, rootUri: workspaceFolders[0]?.uri, workspaceFolders, initializationOptions: this.#options.initializationOptions,
      capabilities: {
        workspace: { configuration: true, workspaceFolders: true, applyEdit: true, workspaceEdit: { documentChanges: true } },
        textDocument: {
          publishDiagnostics: { codeDescriptionSupport: true, relatedInformation: true },
          codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix'] } } },
        },
      },
    });
    this.#pulls = capabilities.diagnosticProvider !== undefined;
    await this.#connection.sendNotification('initialized', {});
  }

  async open(path: string): Promise<readonly Diagnostic[]> {
    const file = join(this.#options.folder, path);
    this.#file = { uri: pathToFileURL(file).href, version: 1, text: readFileSync(file, 'utf8') };
    const { uri, version, text } = this.#file;
    return this.#reportAfter(() => this.#connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId: 'typescript', version, text } }));
  }

  async quickFixes(diagnostic: Diagnostic): Promise<readonly CodeAction[]> {
    const { uri } = this.#file;
    return (await this.#connection.sendRequest<readonly CodeAction[] | null>('textDocument/codeAction', { textDocument: { uri }, range: diagnostic.range, context: { diagnostics: [diagnostic], only: ['quickfix'] } })) ?? [];
  }

  /** Does what a click on a quick fix does, and waits for what the server says of the text as it is then. */
  async choose({ edit, command }: CodeAction): Promise<readonly Diagnostic[]> {
    if (edit) this.#apply(edit);
    else if (command) await this.#connection.sendRequest('workspace/executeCommand', command);
    const { uri, version, text } = this.#file;
    return this.#reportAfter(() => this.#connection.sendNotification('textDocument/didChange', { textDocument: { uri, version }, contentChanges: [{ text }] }));
  }

  async stop(): Promise<void> {
    await this.#connection.sendRequest('shutdown');
    this.#connection.dispose();
    this.#child.kill();
  }

  async #reportAfter(send: () => Promise<void>): Promise<readonly Diagnostic[]> {
    const uri = decodeURIComponent(this.#file.uri);
    this.#reports.delete(uri);
    await send();
    if (this.#pulls) return (await this.#connection.sendRequest<{ items: readonly Diagnostic[] }>('textDocument/diagnostic', { textDocument: { uri: this.#file.uri } })).items;
    for (;;) {
      const report = this.#reports.get(uri);
      if (report) return report;
      await new Promise<void>((done) => {
        this.#onReport = done;
      });
    }
  }

  #apply({ changes, documentChanges }: WorkspaceEdit): void {
    const edits = [...Object.values(changes ?? {}).flat(), ...(documentChanges ?? []).flatMap((change) => change.edits)];
    let { text } = this.#file;
    for (const { range, newText } of edits.sort((a, b) => this.#offset(b.range.start) - this.#offset(a.range.start)))
      text = text.slice(0, this.#offset(range.start)) + newText + text.slice(this.#offset(range.end));
    this.#file = { ...this.#file, version: this.#file.version + 1, text };
  }

  #offset({ line, character }: Position): number {
    return this.#file.text.split('\n').slice(0, line).reduce((sum, each) => sum + each.length + 1, character);
  }
}
