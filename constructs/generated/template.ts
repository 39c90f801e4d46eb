// @ts-nocheck
// Made by scripts/generate-bindings.ts from the provider's schema. Do not edit.
// docs/provider
// generated from terraform resource schema

import { Construct } from 'constructs';
import * as cdktf from 'cdktf';

// Configuration

export interface TemplateConfig extends cdktf.TerraformMetaArguments {
  /**
  * Arguments of the container as one text, for runtype `args`.
  *
  * Docs at Terraform Registry: {@link docs/provider Template#args}
  */
  readonly args?: string;
  /**
  * What the template is for, in a line.
  *
  * Docs at Terraform Registry: {@link docs/provider Template#description}
  */
  readonly description?: string;
  /**
  * Variables of the container. No secrets: a template can be read. A value must not hold both kinds of quotes, nor begin or end with one: the platform keeps variables as one line of docker flags.
  *
  * Docs at Terraform Registry: {@link docs/provider Template#env}
  */
  readonly env?: { [key: string]: string };
  /**
  * Image reference without its tag, such as `acme/worker`.
  *
  * Docs at Terraform Registry: {@link docs/provider Template#image}
  */
  readonly image: string;
  /**
  * Whether Jupyter is reached straight on the machine. Default false.
  *
  * Docs at Terraform Registry: {@link docs/provider Template#jupyter_direct}
  */
  readonly jupyterDirect?: boolean | cdktf.IResolvable;
  /**
  * Name of the template.
  *
  * Docs at Terraform Registry: {@link docs/provider Template#name}
  */
  readonly name: string;
  /**
  * Start-up script, run at every container start.
  *
  * Docs at Terraform Registry: {@link docs/provider Template#onstart}
  */
  readonly onstart?: string;
  /**
  * Container ports to publish, such as `8001/tcp` or `53/udp`.
  *
  * Docs at Terraform Registry: {@link docs/provider Template#ports}
  */
  readonly ports?: string[];
  /**
  * Whether only this account sees the template. Default true.
  *
  * Docs at Terraform Registry: {@link docs/provider Template#private}
  */
  readonly private?: boolean | cdktf.IResolvable;
  /**
  * Text shown beside the template, Markdown.
  *
  * Docs at Terraform Registry: {@link docs/provider Template#readme}
  */
  readonly readme?: string;
  /**
  * Container disk in GB that the template asks for where an instance does not say. Default 8, the least.
  *
  * Docs at Terraform Registry: {@link docs/provider Template#recommended_disk_gb}
  */
  readonly recommendedDiskGb?: number;
  /**
  * `args` (default) keeps the image’s entrypoint; `ssh` and `jupyter` replace it.
  *
  * Docs at Terraform Registry: {@link docs/provider Template#runtype}
  */
  readonly runtype?: string;
  /**
  * Whether SSH goes straight to the machine instead of through a proxy. Default false.
  *
  * Docs at Terraform Registry: {@link docs/provider Template#ssh_direct}
  */
  readonly sshDirect?: boolean | cdktf.IResolvable;
  /**
  * Tag of the image. Default `latest`.
  *
  * Docs at Terraform Registry: {@link docs/provider Template#tag}
  */
  readonly tag?: string;
}

/**
* Represents a {@link docs/provider vastai_template}
*/
export class Template extends cdktf.TerraformResource {

  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "vastai_template";

  // ==============
  // STATIC Methods
  // ==============
  /**
  * Generates CDKTF code for importing a Template resource upon running "cdktf plan <stack-name>"
  * @param scope The scope in which to define this construct
  * @param importToId The construct id used in the generated config for the Template to import
  * @param importFromId The id of the existing Template that should be imported. Refer to the {@link docs/provider import section} in the documentation of this resource for the id to use
  * @param provider? Optional instance of the provider where the Template to import is found
  */
  public static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktf.TerraformProvider) {
        return new cdktf.ImportableResource(scope, importToId, { terraformResourceType: "vastai_template", importId: importFromId, provider });
      }

  // ===========
  // INITIALIZER
  // ===========

  /**
  * Create a new {@link docs/provider vastai_template} Resource
  *
  * @param scope The scope in which to define this construct
  * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
  * @param options TemplateConfig
  */
  public constructor(scope: Construct, id: string, config: TemplateConfig) {
    super(scope, id, {
      terraformResourceType: 'vastai_template',
      terraformGeneratorMetadata: {
        providerName: 'vastai',
        providerVersion: '0.1.0',
        providerVersionConstraint: '0.1.0'
      },
      provider: config.provider,
      dependsOn: config.dependsOn,
      count: config.count,
      lifecycle: config.lifecycle,
      provisioners: config.provisioners,
      connection: config.connection,
      forEach: config.forEach
    });
    this._args = config.args;
    this._description = config.description;
    this._env = config.env;
    this._image = config.image;
    this._jupyterDirect = config.jupyterDirect;
    this._name = config.name;
    this._onstart = config.onstart;
    this._ports = config.ports;
    this._private = config.private;
    this._readme = config.readme;
    this._recommendedDiskGb = config.recommendedDiskGb;
    this._runtype = config.runtype;
    this._sshDirect = config.sshDirect;
    this._tag = config.tag;
  }

  // ==========
  // ATTRIBUTES
  // ==========

  // args - computed: false, optional: true, required: false
  private _args?: string; 
  public get args() {
    return this.getStringAttribute('args');
  }
  public set args(value: string) {
    this._args = value;
  }
  public resetArgs() {
    this._args = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get argsInput() {
    return this._args;
  }

  // description - computed: false, optional: true, required: false
  private _description?: string; 
  public get description() {
    return this.getStringAttribute('description');
  }
  public set description(value: string) {
    this._description = value;
  }
  public resetDescription() {
    this._description = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get descriptionInput() {
    return this._description;
  }

  // env - computed: false, optional: true, required: false
  private _env?: { [key: string]: string }; 
  public get env() {
    return this.getStringMapAttribute('env');
  }
  public set env(value: { [key: string]: string }) {
    this._env = value;
  }
  public resetEnv() {
    this._env = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get envInput() {
    return this._env;
  }

  // hash_id - computed: true, optional: false, required: false
  public get hashId() {
    return this.getStringAttribute('hash_id');
  }

  // id - computed: true, optional: false, required: false
  public get id() {
    return this.getStringAttribute('id');
  }

  // image - computed: false, optional: false, required: true
  private _image?: string; 
  public get image() {
    return this.getStringAttribute('image');
  }
  public set image(value: string) {
    this._image = value;
  }
  // Temporarily expose input value. Use with caution.
  public get imageInput() {
    return this._image;
  }

  // jupyter_direct - computed: true, optional: true, required: false
  private _jupyterDirect?: boolean | cdktf.IResolvable; 
  public get jupyterDirect() {
    return this.getBooleanAttribute('jupyter_direct');
  }
  public set jupyterDirect(value: boolean | cdktf.IResolvable) {
    this._jupyterDirect = value;
  }
  public resetJupyterDirect() {
    this._jupyterDirect = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get jupyterDirectInput() {
    return this._jupyterDirect;
  }

  // name - computed: false, optional: false, required: true
  private _name?: string; 
  public get name() {
    return this.getStringAttribute('name');
  }
  public set name(value: string) {
    this._name = value;
  }
  // Temporarily expose input value. Use with caution.
  public get nameInput() {
    return this._name;
  }

  // onstart - computed: false, optional: true, required: false
  private _onstart?: string; 
  public get onstart() {
    return this.getStringAttribute('onstart');
  }
  public set onstart(value: string) {
    this._onstart = value;
  }
  public resetOnstart() {
    this._onstart = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get onstartInput() {
    return this._onstart;
  }

  // ports - computed: false, optional: true, required: false
  private _ports?: string[]; 
  public get ports() {
    return this.getListAttribute('ports');
  }
  public set ports(value: string[]) {
    this._ports = value;
  }
  public resetPorts() {
    this._ports = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get portsInput() {
    return this._ports;
  }

  // private - computed: true, optional: true, required: false
  private _private?: boolean | cdktf.IResolvable; 
  public get private() {
    return this.getBooleanAttribute('private');
  }
  public set private(value: boolean | cdktf.IResolvable) {
    this._private = value;
  }
  public resetPrivate() {
    this._private = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get privateInput() {
    return this._private;
  }

  // readme - computed: false, optional: true, required: false
  private _readme?: string; 
  public get readme() {
    return this.getStringAttribute('readme');
  }
  public set readme(value: string) {
    this._readme = value;
  }
  public resetReadme() {
    this._readme = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get readmeInput() {
    return this._readme;
  }

  // recommended_disk_gb - computed: true, optional: true, required: false
  private _recommendedDiskGb?: number; 
  public get recommendedDiskGb() {
    return this.getNumberAttribute('recommended_disk_gb');
  }
  public set recommendedDiskGb(value: number) {
    this._recommendedDiskGb = value;
  }
  public resetRecommendedDiskGb() {
    this._recommendedDiskGb = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get recommendedDiskGbInput() {
    return this._recommendedDiskGb;
  }

  // runtype - computed: true, optional: true, required: false
  private _runtype?: string; 
  public get runtype() {
    return this.getStringAttribute('runtype');
  }
  public set runtype(value: string) {
    this._runtype = value;
  }
  public resetRuntype() {
    this._runtype = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get runtypeInput() {
    return this._runtype;
  }

  // ssh_direct - computed: true, optional: true, required: false
  private _sshDirect?: boolean | cdktf.IResolvable; 
  public get sshDirect() {
    return this.getBooleanAttribute('ssh_direct');
  }
  public set sshDirect(value: boolean | cdktf.IResolvable) {
    this._sshDirect = value;
  }
  public resetSshDirect() {
    this._sshDirect = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get sshDirectInput() {
    return this._sshDirect;
  }

  // tag - computed: true, optional: true, required: false
  private _tag?: string; 
  public get tag() {
    return this.getStringAttribute('tag');
  }
  public set tag(value: string) {
    this._tag = value;
  }
  public resetTag() {
    this._tag = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get tagInput() {
    return this._tag;
  }

  // =========
  // SYNTHESIS
  // =========

  protected synthesizeAttributes(): { [name: string]: any } {
    return {
      args: cdktf.stringToTerraform(this._args),
      description: cdktf.stringToTerraform(this._description),
      env: cdktf.hashMapper(cdktf.stringToTerraform)(this._env),
      image: cdktf.stringToTerraform(this._image),
      jupyter_direct: cdktf.booleanToTerraform(this._jupyterDirect),
      name: cdktf.stringToTerraform(this._name),
      onstart: cdktf.stringToTerraform(this._onstart),
      ports: cdktf.listMapper(cdktf.stringToTerraform, false)(this._ports),
      private: cdktf.booleanToTerraform(this._private),
      readme: cdktf.stringToTerraform(this._readme),
      recommended_disk_gb: cdktf.numberToTerraform(this._recommendedDiskGb),
      runtype: cdktf.stringToTerraform(this._runtype),
      ssh_direct: cdktf.booleanToTerraform(this._sshDirect),
      tag: cdktf.stringToTerraform(this._tag),
    };
  }

  protected synthesizeHclAttributes(): { [name: string]: any } {
    const attrs = {
      args: {
        value: cdktf.stringToHclTerraform(this._args),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      description: {
        value: cdktf.stringToHclTerraform(this._description),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      env: {
        value: cdktf.hashMapperHcl(cdktf.stringToHclTerraform)(this._env),
        isBlock: false,
        type: "map",
        storageClassType: "stringMap",
      },
      image: {
        value: cdktf.stringToHclTerraform(this._image),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      jupyter_direct: {
        value: cdktf.booleanToHclTerraform(this._jupyterDirect),
        isBlock: false,
        type: "simple",
        storageClassType: "boolean",
      },
      name: {
        value: cdktf.stringToHclTerraform(this._name),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      onstart: {
        value: cdktf.stringToHclTerraform(this._onstart),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      ports: {
        value: cdktf.listMapperHcl(cdktf.stringToHclTerraform, false)(this._ports),
        isBlock: false,
        type: "list",
        storageClassType: "stringList",
      },
      private: {
        value: cdktf.booleanToHclTerraform(this._private),
        isBlock: false,
        type: "simple",
        storageClassType: "boolean",
      },
      readme: {
        value: cdktf.stringToHclTerraform(this._readme),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      recommended_disk_gb: {
        value: cdktf.numberToHclTerraform(this._recommendedDiskGb),
        isBlock: false,
        type: "simple",
        storageClassType: "number",
      },
      runtype: {
        value: cdktf.stringToHclTerraform(this._runtype),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      ssh_direct: {
        value: cdktf.booleanToHclTerraform(this._sshDirect),
        isBlock: false,
        type: "simple",
        storageClassType: "boolean",
      },
      tag: {
        value: cdktf.stringToHclTerraform(this._tag),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
    };

    // remove undefined attributes
    return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined ))
  }
}
