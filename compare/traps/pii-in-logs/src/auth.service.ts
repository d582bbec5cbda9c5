import { Injectable, Logger } from '@nestjs/common';

interface LoginDto {
  email: string;
  password: string;
}

@Injectable()
export class AuthService {
  private readonly logger = new Logger(AuthService.name);

  // bad: pii-in-logs — Nest's logger in a field
  async login(dto: LoginDto) {
    this.logger.log(`login of ${dto.email}`);
    return this.issue(dto);
  }

  // bad: pii-in-logs — the whole credentials object
  async issue(credentials: LoginDto) {
    this.logger.debug(credentials);
    return null;
  }

  // fine: pii-in-logs — an id and a state
  async logout(userId: string, tokenType: string) {
    this.logger.log(`logout of ${userId} (${tokenType})`);
  }

  // fine: pii-in-logs — the error's code
  fail(error: { code: string }) {
    this.logger.error(`password check failed: ${error.code}`);
  }
}
