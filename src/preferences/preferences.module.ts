import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { PreferenceRepository } from './preference.repository.js';
import { PreferenceSchema } from './preference.schema.js';
import { PreferenceDirectory } from './preference-directory.js';
import { PreferencesController } from './preferences.controller.js';
import { PreferencesFanout } from './preferences.fanout.js';
import { PreferencesService } from './preferences.service.js';

@Module({
  imports: [MongooseModule.forFeature([{ name: 'Preference', schema: PreferenceSchema }])],
  controllers: [PreferencesController],
  providers: [PreferenceRepository, PreferenceDirectory, PreferencesService, PreferencesFanout],
  exports: [PreferenceDirectory],
})
export class PreferencesModule {}
