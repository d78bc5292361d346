// Runs the conformance cases in Go: main <vectors.json> <work folder> <result.json>.
//
// The cases are data. Go has no functions by name, so registry.go lists those that cases may call; everything else is reflection.
// See the README of this folder for what a case may hold.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/aws/jsii-runtime-go"
	"github.com/hashicorp/terraform-cdk-go/cdktf"
)

type testCase struct {
	Name    string         `json:"name"`
	Context map[string]any `json:"context"`
	Steps   []step         `json:"steps"`
}

type step struct {
	New    string `json:"new"`
	Static string `json:"static"`
	Call   string `json:"call"`
	Get    string `json:"get"`
	In     string `json:"in"`
	ID     string `json:"id"`
	Props  any    `json:"props"`
	Args   []any  `json:"args"`
	As     string `json:"as"`
	Record bool   `json:"record"`
}

type outcome struct {
	JSON   *string `json:"json,omitempty"`
	Values []any   `json:"values"`
	Error  *string `json:"error,omitempty"`
}

func runCase(spec testCase, outdir string) (result outcome) {
	run := &run{bound: map[string]any{}, values: []any{}}
	// What the library throws arrives as a panic.
	defer func() {
		if problem := recover(); problem != nil {
			result = outcome{Error: jsii.String(fmt.Sprint(problem))}
		}
	}()
	config := &cdktf.AppConfig{Outdir: jsii.String(outdir)}
	if spec.Context != nil {
		config.Context = &spec.Context
	}
	app := cdktf.NewApp(config)
	stack := cdktf.NewTerraformStack(app, jsii.String("stack"))
	cdktf.NewLocalBackend(stack, &cdktf.LocalBackendConfig{Path: jsii.String("terraform.tfstate")})
	run.bound["stack"] = stack
	for _, step := range spec.Steps {
		run.step(step)
	}
	app.Synth()
	text, err := os.ReadFile(filepath.Join(outdir, "stacks", "stack", "cdk.tf.json"))
	check(err)
	return outcome{JSON: jsii.String(string(text)), Values: run.values}
}

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func main() {
	defer jsii.Close()
	if len(os.Args) != 4 {
		fmt.Fprintln(os.Stderr, "usage: main <vectors.json> <work folder> <result.json>")
		os.Exit(2)
	}
	text, err := os.ReadFile(os.Args[1])
	check(err)
	var vectors struct {
		Cases []testCase `json:"cases"`
	}
	check(json.Unmarshal(text, &vectors))
	outcomes := map[string]outcome{}
	for _, spec := range vectors.Cases {
		outcomes[spec.Name] = runCase(spec, filepath.Join(os.Args[2], spec.Name))
	}
	var written strings.Builder
	encoder := json.NewEncoder(&written)
	encoder.SetEscapeHTML(false)
	check(encoder.Encode(outcomes))
	check(os.WriteFile(os.Args[3], []byte(written.String()), 0o644))
}
