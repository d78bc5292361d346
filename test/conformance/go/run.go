package main

import (
	"fmt"
	"reflect"
	"strings"
	"time"

	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
	"github.com/cdktf-ory/cdktf-ory-api-keys-go/oryapikeys"
	"github.com/hashicorp/terraform-cdk-go/cdktf"
)

// outputSink keeps a secret as a user's own sink would: one sensitive output, and what is known of it in two others.
//
// jsii takes a pointer to a struct as an object, and tells objects by their address: so the struct is not empty.
type outputSink struct{ without string }

func (s *outputSink) Bind(scope constructs.Construct, secret *oryapikeys.ApiKeySecret) {
	until := s.without
	if secret.ExpiresAt != nil {
		until = *secret.ExpiresAt
	}
	cdktf.NewTerraformOutput(scope, jsii.String("Stored"), &cdktf.TerraformOutputConfig{Value: secret.Value, Sensitive: jsii.Bool(true)})
	cdktf.NewTerraformOutput(scope, jsii.String("Version"), &cdktf.TerraformOutputConfig{Value: secret.Version})
	cdktf.NewTerraformOutput(scope, jsii.String("Described"), &cdktf.TerraformOutputConfig{
		Value: jsii.String(fmt.Sprintf("%s until %s", *secret.Name, until)),
	})
}

// run holds what the steps of one case made so far.
type run struct {
	bound  map[string]any
	values []any
}

func (r *run) step(s step) {
	value := r.perform(s)
	if s.As != "" {
		r.bound[s.As] = value
	}
	if s.Record {
		r.values = append(r.values, plain(value))
	}
}

func (r *run) perform(s step) any {
	args := s.Args
	switch {
	case s.New != "":
		if s.Props != nil {
			args = []any{s.Props}
		}
		if s.ID != "" {
			scope := s.In
			if scope == "" {
				scope = "stack"
			}
			args = append([]any{map[string]any{"$ref": scope}, s.ID}, args...)
		}
		return r.invoke(function(s.New), args)
	case s.Static != "":
		return r.invoke(function(s.Static), args)
	case s.Call != "":
		name, method := split(s.Call)
		return r.invoke(methodOf(r.bound[name], method), args)
	}
	return r.get(s.Get)
}

func (r *run) get(path string) any {
	name, property := split(path)
	return r.invoke(methodOf(r.bound[name], property), nil)
}

func function(name string) reflect.Value {
	found, ok := registry[name]
	if !ok {
		panic("registry.go lists no " + name)
	}
	return reflect.ValueOf(found)
}

func methodOf(target any, name string) reflect.Value {
	found := reflect.ValueOf(target).MethodByName(pascal(name))
	if !found.IsValid() {
		panic(fmt.Sprintf("%T has no method %s", target, name))
	}
	return found
}

// invoke calls a function; parameters that the case leaves out are nil, as in the bindings.
func (r *run) invoke(f reflect.Value, args []any) any {
	in := make([]reflect.Value, f.Type().NumIn())
	for i := range in {
		in[i] = reflect.Zero(f.Type().In(i))
		if i < len(args) {
			in[i] = r.value(args[i], f.Type().In(i))
		}
	}
	out := f.Call(in)
	if len(out) == 0 {
		return nil
	}
	return out[0].Interface()
}

// value makes what a parameter or field of the given type takes.
func (r *run) value(data any, want reflect.Type) reflect.Value {
	if object, ok := data.(map[string]any); ok {
		if value, ok := r.special(object); ok {
			return converted(value, want)
		}
		if fields, ok := object["fields"].(map[string]any); ok && object["$struct"] != nil {
			object = fields
		}
		if entries, ok := object["$map"].(map[string]any); ok {
			object = entries
		}
		return r.object(object, want)
	}
	if list, ok := data.([]any); ok {
		if want.Kind() == reflect.Interface {
			want = reflect.TypeOf(&[]*string{})
		}
		slice := reflect.MakeSlice(want.Elem(), len(list), len(list))
		for i, entry := range list {
			slice.Index(i).Set(r.value(entry, want.Elem().Elem()))
		}
		return pointerTo(slice)
	}
	if data == nil {
		return reflect.Zero(want)
	}
	return converted(data, want)
}

func (r *run) special(object map[string]any) (any, bool) {
	if name, ok := object["$ref"].(string); ok {
		return r.bound[name], true
	}
	if path, ok := object["$get"].(string); ok {
		return r.get(path), true
	}
	if name, ok := object["$enum"].(string); ok {
		return registry[name], true
	}
	if _, ok := object["$sink"]; ok {
		return &outputSink{without: "further notice"}, true
	}
	if text, ok := object["$date"].(string); ok {
		date, err := time.Parse(time.RFC3339, text)
		check(err)
		return date, true
	}
	return nil, false
}

// object makes a pointer to a struct or to a map.
func (r *run) object(object map[string]any, want reflect.Type) reflect.Value {
	if want.Kind() == reflect.Interface {
		want = reflect.TypeOf(&map[string]any{})
	}
	if want.Elem().Kind() == reflect.Map {
		made := reflect.MakeMap(want.Elem())
		for key, entry := range object {
			made.SetMapIndex(reflect.ValueOf(key), r.value(entry, want.Elem().Elem()))
		}
		return pointerTo(made)
	}
	made := reflect.New(want.Elem())
	for name, entry := range object {
		field := made.Elem().FieldByName(pascal(name))
		if !field.IsValid() {
			panic(fmt.Sprintf("%s has no field %s", want.Elem(), pascal(name)))
		}
		field.Set(r.value(entry, field.Type()))
	}
	return made
}

// converted gives a plain value the pointer that the bindings want, and leaves the rest as it is.
func converted(value any, want reflect.Type) reflect.Value {
	given := reflect.ValueOf(value)
	if given.Type().AssignableTo(want) {
		if want.Kind() == reflect.Interface && given.Kind() == reflect.String {
			return pointerTo(given)
		}
		return given
	}
	return pointerTo(given)
}

func pointerTo(value reflect.Value) reflect.Value {
	pointer := reflect.New(value.Type())
	pointer.Elem().Set(value)
	return pointer
}

// plain is what a result file can hold.
func plain(value any) any {
	given := reflect.ValueOf(value)
	if given.Kind() != reflect.Pointer {
		return value
	}
	if given.IsNil() {
		return nil
	}
	return given.Elem().Interface()
}

func split(text string) (string, string) {
	at := strings.LastIndex(text, ".")
	return text[:at], text[at+1:]
}

func pascal(name string) string {
	return strings.ToUpper(name[:1]) + name[1:]
}
