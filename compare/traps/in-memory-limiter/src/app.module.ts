import { Module } from '@nestjs/common';
import { ThrottlerModule } from '@nestjs/throttler';

// bad: in-memory-limiter — this form cannot even name a storage
@Module({ imports: [ThrottlerModule.forRoot([{ ttl: 60_000, limit: 10 }])] })
export class AppModule {}
