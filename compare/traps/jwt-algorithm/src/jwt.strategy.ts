import { Injectable } from '@nestjs/common';
import { JwtModule, JwtService } from '@nestjs/jwt';
import { PassportStrategy } from '@nestjs/passport';
import { ExtractJwt, Strategy } from 'passport-jwt';

// bad: jwt-algorithm — Passport without a list
@Injectable()
export class JwtStrategy extends PassportStrategy(Strategy) {
  constructor() {
    super({ jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken(), secretOrKey: process.env.JWT_SECRET! });
  }
}

// fine: jwt-algorithm — Passport with a list
@Injectable()
export class PartnerStrategy extends PassportStrategy(Strategy, 'partner') {
  constructor() {
    super({
      jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken(),
      secretOrKey: process.env.PARTNER_PUBLIC_KEY!,
      algorithms: ['RS256'],
    });
  }
}

// bad: jwt-algorithm — Nest's service with a secret and no list
@Injectable()
export class TokenService {
  constructor(private readonly jwt: JwtService) {}
  read(token: string) {
    return this.jwt.verifyAsync(token, { secret: process.env.JWT_SECRET });
  }
}

// fine: jwt-algorithm — a key pair and its algorithm
export const jwtModule = JwtModule.register({
  privateKey: process.env.JWT_PRIVATE_KEY,
  publicKey: process.env.JWT_PUBLIC_KEY,
  signOptions: { algorithm: 'RS256', expiresIn: '15m' },
  verifyOptions: { algorithms: ['RS256'] },
});

// bad: jwt-algorithm (policy) — a shared secret, so HS256
export const secretModule = JwtModule.register({ secret: process.env.JWT_SECRET, signOptions: { expiresIn: '15m' } });
