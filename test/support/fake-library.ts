import {
  type Clock,
  type InstanceFilters,
  InvalidArgumentsError,
  RequestRefusedError,
  type SshKey,
  type Template,
  type TemplateFields,
  type VastClient,
} from '../../src/vast';
import { FakeCalls } from './fake-calls';

type LibraryCalls = Pick<
  VastClient,
  | 'listSshKeys'
  | 'createSshKey'
  | 'updateSshKey'
  | 'deleteSshKey'
  | 'listTemplates'
  | 'createTemplate'
  | 'updateTemplate'
  | 'deleteTemplate'
>;

/** SSH keys and templates of an account in memory. */
export abstract class FakeLibrary extends FakeCalls implements LibraryCalls {
  readonly sshKeys = new Map<number, SshKey>();
  readonly templates = new Map<number, Template>();
  private nextKeyId = 501;
  private nextTemplateId = 70_001;
  private edits = 0;

  constructor(protected readonly clock: Clock) {
    super();
  }

  listSshKeys(): Promise<readonly SshKey[]> {
    return this.call('listSshKeys', '', () => [...this.sshKeys.values()]);
  }

  createSshKey(publicKey: string): Promise<SshKey> {
    return this.call('createSshKey', '', () => {
      const key = this.newSshKey(publicKey);
      this.sshKeys.set(key.id, key);
      return key;
    });
  }

  updateSshKey(keyId: number, publicKey: string): Promise<void> {
    return this.call('updateSshKey', String(keyId), () => {
      const key = this.sshKeys.get(keyId);
      const facts = { endpoint: 'PUT ssh', status: 400, code: 'no_ssh_key' };
      if (!key) throw new RequestRefusedError(`No ssh key ${keyId}.`, facts);
      this.sshKeys.set(keyId, { ...key, publicKey: publicKey.trim() });
    });
  }

  deleteSshKey(keyId: number): Promise<void> {
    return this.call('deleteSshKey', String(keyId), () => {
      this.sshKeys.delete(keyId);
    });
  }

  listTemplates(filters: InstanceFilters): Promise<readonly Template[]> {
    return this.call('listTemplates', JSON.stringify(filters), () =>
      [...this.templates.values()].filter(({ id, name, hashId }) => {
        const shown: Record<string, unknown> = { id, name, hash_id: hashId, creator_id: 1 };
        return Object.entries(filters).every(
          ([column, { eq }]) => !(column in shown) || shown[column] === eq,
        );
      }),
    );
  }

  createTemplate(fields: TemplateFields): Promise<Template> {
    return this.call('createTemplate', fields.name ?? '', () => {
      const id = this.nextTemplateId++;
      return this.putTemplate({ ...fields, id, hashId: this.newHash() });
    });
  }

  updateTemplate(hashId: string, fields: TemplateFields): Promise<Template> {
    return this.call('updateTemplate', hashId, () => {
      const template = [...this.templates.values()].find((other) => other.hashId === hashId);
      const facts = { endpoint: 'PUT template', status: 400, code: 'invalid_args' };
      if (!template) throw new InvalidArgumentsError('Invalid Template ID or User ID', facts);
      const stated = Object.entries(fields).filter(([, value]) => value !== undefined);
      return this.putTemplate({ ...template, ...Object.fromEntries(stated), hashId: this.newHash() });
    });
  }

  deleteTemplate(id: number): Promise<void> {
    return this.call('deleteTemplate', String(id), () => {
      this.templates.delete(id);
    });
  }

  protected newSshKey(publicKey: string): SshKey {
    return {
      id: this.nextKeyId++,
      publicKey: publicKey.trim(),
      createdAtSeconds: this.clock.now() / 1000,
    };
  }

  private putTemplate(template: Template): Template {
    this.templates.set(template.id, template);
    return template;
  }

  private newHash(): string {
    this.edits += 1;
    return `f${this.edits.toString(16).padStart(31, '0')}`;
  }
}
