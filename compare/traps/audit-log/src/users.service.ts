import { Injectable } from '@nestjs/common';
import { AuditService } from './audit.service';
import { UsersRepository } from './users.repository';

@Injectable()
export class UsersService {
  constructor(
    private readonly users: UsersRepository,
    private readonly auditService: AuditService,
  ) {}

  // bad: audit-log — Nest, an injected service
  async disable(id: string, actorId: string) {
    await this.users.update(id, { disabled: true });
    await this.auditService.log({ action: 'user.disable', actorId, targetId: id });
  }

  // fine: audit-log — detached, with a handler
  async enable(id: string, actorId: string) {
    await this.users.update(id, { disabled: false });
    this.auditService.log({ action: 'user.enable', actorId, targetId: id }).catch((error: unknown) => this.onAuditError(error));
  }

  private onAuditError(error: unknown) {
    console.error('audit write failed', error instanceof Error ? error.name : 'unknown');
  }
}
